// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import ai.opper.tracing.span.Payload;

/**
 * The metadata of a span. What has become an attribute of its own is not repeated in the
 * attribute that holds the rest, which would show what was hidden.
 */
final class Metadata {

    private final Map<String, Payload> all;

    private final Set<String> used = new HashSet<>();

    Metadata(Map<String, Payload> all) {
        this.all = all;
    }

    /** Takes a value as JSON, whatever it is; {@code null} when it is not there. */
    @Nullable JsonNode take(String key) {
        Payload value = this.all.get(key);
        if (value == null) {
            return null;
        }
        this.used.add(key);
        JsonNode json = JsonValues.read(value);
        return (json == null || json.isNull()) ? null : json;
    }

    /** Takes a text, or something else as JSON text. */
    @Nullable String takeText(String key) {
        JsonNode value = take(key);
        return (value != null) ? JsonValues.text(value) : null;
    }

    @Nullable Long takeLong(String key) {
        JsonNode value = take(key);
        return (value != null && value.isNumber()) ? value.asLong(0) : null;
    }

    @Nullable Double takeDouble(String key) {
        JsonNode value = take(key);
        return (value != null && value.isNumber()) ? value.asDouble(0) : null;
    }

    /** Looks at a text that stays in the rest. */
    @Nullable String text(String key) {
        Payload value = this.all.get(key);
        return (value != null) ? value.text() : null;
    }

    /** What nobody has taken. */
    ObjectNode rest() {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        this.all.forEach((key, value) -> {
            if (!this.used.contains(key)) {
                rest.set(key, JsonValues.read(value));
            }
        });
        return rest;
    }

}
