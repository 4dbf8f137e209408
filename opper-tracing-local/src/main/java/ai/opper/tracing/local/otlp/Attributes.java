// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Finds values among attributes by the names that several conventions give them. */
final class Attributes {

    /** More dots in a name than any convention has. */
    private static final int MAX_DEPTH = 8;

    private final ObjectNode all;

    Attributes(ObjectNode all) {
        this.all = all;
    }

    /** The first that is there, as text: text as it is, anything else as JSON. */
    @Nullable String text(String... names) {
        for (String name : names) {
            JsonNode value = this.all.get(name);
            if (value != null && !value.isNull()) {
                return value.isString() ? value.stringValue() : value.toString();
            }
        }
        return null;
    }

    @Nullable JsonNode number(String... names) {
        for (String name : names) {
            JsonNode value = this.all.get(name);
            if (value != null && value.isNumber()) {
                return value;
            }
        }
        return null;
    }

    @Nullable JsonNode value(String name) {
        return this.all.get(name);
    }

    /**
     * A list that was flattened into names with numbers, such as
     * {@code llm.input_messages.0.message.role}.
     * @param prefix what comes before the number
     * @param inner what comes after it and is left out, such as {@code message.}
     * @return an array of objects, or null when there is none
     */
    @Nullable ArrayNode list(String prefix, String inner) {
        Pattern pattern = Pattern
            .compile(Pattern.quote(prefix) + "\\.(\\d{1,4})\\.(?:" + Pattern.quote(inner) + ")?(.+)");
        Map<Integer, ObjectNode> items = new TreeMap<>();
        this.all.properties().forEach((attribute) -> {
            Matcher matcher = pattern.matcher(attribute.getKey());
            if (matcher.matches()) {
                ObjectNode item = items.computeIfAbsent(Integer.valueOf(matcher.group(1)),
                        (index) -> JsonNodeFactory.instance.objectNode());
                item.set(matcher.group(2), attribute.getValue());
            }
        });
        if (items.isEmpty()) {
            return null;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        items.values().forEach((item) -> list.add(nested(item)));
        return list;
    }

    // "tool_calls.0.tool_call.function.name" and its like stay readable when nested.
    private static ObjectNode nested(ObjectNode flat) {
        ObjectNode nested = JsonNodeFactory.instance.objectNode();
        List<String> lists = new ArrayList<>();
        flat.properties().forEach((entry) -> {
            String name = entry.getKey();
            int number = name.indexOf(".0.");
            if (number > 0) {
                lists.add(name.substring(0, number));
            }
            else if (!name.matches(".*\\.\\d+\\..*")) {
                put(nested, name, entry.getValue());
            }
        });
        lists.stream().distinct().forEach((name) -> {
            String singular = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
            String inner = name.equals("contents") ? "message_content." : singular + ".";
            ArrayNode list = new Attributes(flat).list(name, inner);
            if (list != null) {
                nested.set(name, list);
            }
        });
        return nested;
    }

    // "function.name" is a name inside of a function, unless something else has that
    // name.
    private static void put(ObjectNode object, String name, JsonNode value) {
        ObjectNode place = object;
        String rest = name;
        for (int depth = 0; depth < MAX_DEPTH && rest.indexOf('.') > 0; depth++) {
            String outer = rest.substring(0, rest.indexOf('.'));
            JsonNode inner = place.has(outer) ? place.get(outer) : place.putObject(outer);
            if (!(inner instanceof ObjectNode next)) {
                break;
            }
            place = next;
            rest = rest.substring(outer.length() + 1);
        }
        place.set(rest, value);
    }

}
