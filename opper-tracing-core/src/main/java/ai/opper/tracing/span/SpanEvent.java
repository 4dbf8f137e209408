// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened while a span ran.
 *
 * @param name what happened
 * @param time when, in microseconds
 * @param attributes details, rendered already
 */
public record SpanEvent(String name, Instant time, Map<String, Payload> attributes) {

}
