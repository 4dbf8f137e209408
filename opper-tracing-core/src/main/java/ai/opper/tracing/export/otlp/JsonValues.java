// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.span.Payload;

/** Reads payloads, and turns JSON into values of attributes. */
final class JsonValues {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonValues() {
    }

    /** A payload as a tree; {@code null} if it should not be JSON after all. */
    static @Nullable JsonNode read(Payload payload) {
        try {
            return JSON.readTree(payload.bytes());
        }
        catch (JacksonException ex) {
            return null;
        }
    }

    /** A text as a tree; {@code null} if it is no JSON. */
    static @Nullable JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        }
        catch (JacksonException ex) {
            return null;
        }
    }

    /** A text without quotes, anything else as JSON. */
    static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    static void put(AttributesBuilder attributes, String key, Payload value) {
        JsonNode json = read(value);
        if (json == null) {
            attributes.put(key, value.text());
        }
        else if (json.isBoolean()) {
            attributes.put(key, json.booleanValue());
        }
        else if (json.isIntegralNumber() && json.canConvertToLong()) {
            attributes.put(key, json.longValue());
        }
        else if (json.isNumber()) {
            attributes.put(key, json.doubleValue());
        }
        else {
            attributes.put(key, text(json));
        }
    }

}
