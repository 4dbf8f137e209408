// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.Comparator;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON as strictly as its specification allows, and compares it by meaning. */
final class Json {

    private static final JsonMapper STRICT = JsonMapper
        .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();

    private static final Comparator<JsonNode> BY_MEANING = (left, right) -> {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
    };

    private Json() {
    }

    /**
     * Reads a complete document.
     * @param text the document
     * @return its tree, a missing node for an empty document
     * @throws JacksonException when the text is not JSON, ends early, goes on after its
     * end or names a field twice
     */
    static JsonNode read(String text) {
        return STRICT.readTree(text);
    }

    static ObjectNode object() {
        return STRICT.createObjectNode();
    }

    /**
     * Whether a text is JSON that means the same as what a test expects: {@code 1} is
     * {@code 1.0}, and the order of fields is free.
     * @param text what was recorded
     * @param expected what the test's author wrote
     * @return {@code true} when both mean the same
     * @throws IllegalArgumentException when the expectation is not JSON, so that this
     * mistake is not taken for a failed expectation
     */
    static boolean says(String text, String expected) {
        JsonNode tree = expectation(expected);
        try {
            return tree.equals(BY_MEANING, read(text));
        }
        catch (JacksonException ex) {
            return false;
        }
    }

    private static JsonNode expectation(String text) {
        try {
            return read(text);
        }
        catch (JacksonException ex) {
            throw new IllegalArgumentException("The expectation is not JSON (a text needs its quotes): " + text, ex);
        }
    }

}
