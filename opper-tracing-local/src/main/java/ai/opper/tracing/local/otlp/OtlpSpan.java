// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.otlp;

import java.util.List;

import tools.jackson.databind.node.ObjectNode;

/**
 * A span as OpenTelemetry sends it, whatever the encoding.
 *
 * @param traceId the trace's id in hexadecimal digits
 * @param spanId the span's id in hexadecimal digits
 * @param parentSpanId the parent's id in hexadecimal digits, or ""
 * @param name what ran
 * @param kind OpenTelemetry's kind, 0 to 5
 * @param startNanos when it began
 * @param endNanos when it ended, 0 when it has not
 * @param attributes its attributes, by their names with dots
 * @param events what happened meanwhile
 * @param status how it ended
 * @param resource attributes of what it ran in
 * @param scope the instrumentation's name, or ""
 */
record OtlpSpan(String traceId, String spanId, String parentSpanId, String name, int kind, long startNanos,
        long endNanos, ObjectNode attributes, List<Event> events, Status status, ObjectNode resource, String scope) {

    static final int SERVER = 2;

    /**
     * Something that happened.
     *
     * @param name what
     * @param nanos when
     * @param attributes more about it
     */
    record Event(String name, long nanos, ObjectNode attributes) {
    }

    /**
     * How a span ended.
     *
     * @param code 0 unset, 1 fine, 2 error
     * @param message why, or ""
     */
    record Status(int code, String message) {

        static final int OK = 1;

        static final int ERROR = 2;

    }

}
