// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeType;

/** Makes long texts short. */
final class Texts {

    private static final int MOST_PARSED = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Texts() {
    }

    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }

    /**
     * What a person wants to see of a payload in one line: the text of a JSON string, of
     * an object's only text or of a chat's last message, and else the JSON.
     * @param payload a stored payload, or null
     * @param length characters at most
     * @return one line, or null
     */
    static @Nullable String preview(@Nullable String payload, int length) {
        return (payload != null) ? oneLine(essence(payload), length) : null;
    }

    private static String essence(String payload) {
        String start = payload.stripLeading();
        boolean json = !start.isEmpty() && "[{\"".indexOf(start.charAt(0)) >= 0 && payload.length() <= MOST_PARSED;
        if (!json) {
            return payload;
        }
        try {
            String found = essence(JSON.readTree(payload));
            return (found != null) ? found : payload;
        }
        catch (JacksonException ex) {
            return payload;
        }
    }

    private static @Nullable String essence(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isObject() && node.path("messages").isArray()) {
            return essence(node.path("messages"));
        }
        if (node.isObject() && node.has("role")) {
            return (node.path("content").getNodeType() == JsonNodeType.STRING) ? node.path("content").stringValue()
                    : null;
        }
        if (node.isArray() && !node.isEmpty() && node.get(node.size() - 1).has("role")) {
            return essence(node.get(node.size() - 1));
        }
        boolean single = node.isObject() && node.valueStream().filter(JsonNode::isString).limit(2).count() == 1;
        return single ? node.valueStream().filter(JsonNode::isString).findFirst().orElseThrow().stringValue() : null;
    }

    private static String oneLine(String text, int length) {
        StringBuilder line = new StringBuilder(Math.min(length, text.length()));
        boolean gap = false;
        for (int i = 0; i < text.length() && line.length() < length; i++) {
            char character = text.charAt(i);
            if (Character.isWhitespace(character)) {
                gap = !line.isEmpty();
            }
            else {
                if (gap) {
                    line.append(' ');
                    gap = false;
                }
                line.append(character);
            }
        }
        return cut(line.toString(), length);
    }

}
