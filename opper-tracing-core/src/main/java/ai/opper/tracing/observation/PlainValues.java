// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Knows the values that are no content: numbers, booleans, ids that say nothing, and the
 * words that libraries use for what took part.
 */
final class PlainValues {

    private static final Pattern UUID_TEXT = Pattern
        .compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    /** Names of models, stores, routes and the like, and ids that machines make. */
    private static final Set<String> WORDS = Set.of("service_name", "w3c_trace_id", "w3c_span_id", "provider", "model",
            "requested_model", "response_id", "finish_reason", "tool_call_id", "store", "collection",
            "http.request.method", "http.route");

    private PlainValues() {
    }

    static boolean isPlain(String name, Object value) {
        return value instanceof Boolean || value instanceof UUID || isNumber(value)
                || (value instanceof String text && (WORDS.contains(name) || isUuid(text)));
    }

    /** A number class of the application's may be rendered as anything. */
    private static boolean isNumber(Object value) {
        return value instanceof Number && value.getClass().getName().startsWith("java.");
    }

    private static boolean isUuid(String text) {
        return UUID_TEXT.matcher(text).matches();
    }

}
