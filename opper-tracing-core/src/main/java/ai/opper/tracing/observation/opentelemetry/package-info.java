// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns spans that OpenTelemetry's instrumentation makes into spans of ours. Called by an
 * OpenTelemetry SDK on the application's threads, when spans start and when they end.
 */
@NullMarked
package ai.opper.tracing.observation.opentelemetry;

import org.jspecify.annotations.NullMarked;
