// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Traces that go on through brokers: whatever a listener does hangs below the span that
 * sent the message. With a Kafka broker and an AMQP 0-9-1 broker in this process.
 */
package ai.opper.tracing.messaging;
