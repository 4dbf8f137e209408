// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.opentelemetry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.JsonText;

/**
 * Finds values among attributes by the names that several conventions give them, and
 * remembers what was found, so that the rest can be told.
 */
final class Attributed {

    private static final int MAX_ITEMS = 1_000;

    /** Names in OpenInference that only wrap what is inside of them. */
    private static final Set<String> WRAPPERS = Set.of("message", "message_content", "tool_call", "document", "tool",
            "embedding", "annotation", "evaluation", "prompt", "completion");

    /** An SDK has them in no order. */
    private final Map<String, Object> all = new TreeMap<>();

    private final Set<String> used = new HashSet<>();

    Attributed(Attributes attributes) {
        attributes.forEach((key, value) -> this.all.put(key.getKey(), value));
    }

    /** The first that is there. */
    @Nullable Object take(String... names) {
        Object found = null;
        for (String name : names) {
            Object value = this.all.get(name);
            if (value != null) {
                this.used.add(name);
                found = (found != null) ? found : value;
            }
        }
        return found;
    }

    @Nullable String takeText(String... names) {
        Object value = take(names);
        return (value != null) ? value.toString() : null;
    }

    /** The first that is there; a text that is JSON becomes a tree. */
    @Nullable Object takeJson(String... names) {
        Object value = take(names);
        return (value instanceof String text) ? JsonText.read(text) : value;
    }

    /**
     * A list that was flattened into names with numbers, such as
     * {@code llm.input_messages.0.message.role}.
     * @param prefix what comes before the number
     * @return objects, lists and values; {@code null} when there is none
     */
    @Nullable Object takeList(String prefix) {
        Map<String, Object> root = new LinkedHashMap<>();
        String start = prefix + '.';
        this.all.forEach((name, value) -> {
            if (name.startsWith(start)) {
                this.used.add(name);
                put(root, name.substring(start.length()), value);
            }
        });
        Object list = nested(root);
        return (list instanceof List<?>) ? list : null;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> object, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            object.put(path, value);
            return;
        }
        Object inner = object.computeIfAbsent(path.substring(0, dot), (name) -> new LinkedHashMap<String, Object>());
        if (inner instanceof Map<?, ?>) {
            put((Map<String, Object>) inner, path.substring(dot + 1), value);
        }
    }

    /** Objects whose names are numbers are lists, and wrappers go. */
    private static Object nested(Object value) {
        if (!(value instanceof Map<?, ?> object)) {
            return value;
        }
        if (!object.isEmpty() && object.keySet().stream().allMatch(Attributed::isIndex)) {
            Map<Integer, Object> items = new TreeMap<>();
            object.forEach((index, item) -> items.put(Integer.valueOf(index.toString()), nested(item)));
            return new ArrayList<>(items.values()).subList(0, Math.min(MAX_ITEMS, items.size()));
        }
        if (object.size() == 1) {
            Map.Entry<?, ?> only = object.entrySet().iterator().next();
            if (WRAPPERS.contains(only.getKey())) {
                return nested(only.getValue());
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        object.forEach((name, inner) -> result.put(name.toString(), nested(inner)));
        return result;
    }

    private static boolean isIndex(Object name) {
        String text = name.toString();
        return text.length() <= 4 && !text.isEmpty() && text.chars().allMatch((digit) -> digit >= '0' && digit <= '9');
    }

    /** Marks what begins so as found, wherever it is told. */
    void leaveOut(String... prefixes) {
        for (String name : this.all.keySet()) {
            for (String prefix : prefixes) {
                if (name.startsWith(prefix)) {
                    this.used.add(name);
                }
            }
        }
    }

    /** What was not found by any name. */
    Map<String, Object> rest() {
        Map<String, Object> rest = new LinkedHashMap<>(this.all);
        rest.keySet().removeAll(this.used);
        return rest;
    }

}
