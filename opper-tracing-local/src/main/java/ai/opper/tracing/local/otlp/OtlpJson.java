// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ai.opper.tracing.local.otlp.OtlpSpan.Event;
import ai.opper.tracing.local.otlp.OtlpSpan.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads OTLP/JSON: Protobuf's JSON, but for ids in hexadecimal digits. What it does not
 * know it ignores, as the specification asks.
 */
final class OtlpJson {

    private static final int DEEPEST = 32;

    private OtlpJson() {
    }

    static List<OtlpSpan> read(JsonNode request) {
        List<OtlpSpan> spans = new ArrayList<>();
        for (JsonNode resourceSpans : request.path("resourceSpans")) {
            ObjectNode resource = attributes(resourceSpans.path("resource").path("attributes"));
            for (JsonNode scopeSpans : resourceSpans.path("scopeSpans")) {
                String scope = scopeSpans.path("scope").path("name").asString("");
                scopeSpans.path("spans").forEach((span) -> spans.add(span(span, resource, scope)));
            }
        }
        return spans;
    }

    private static OtlpSpan span(JsonNode span, ObjectNode resource, String scope) {
        List<Event> events = new ArrayList<>();
        span.path("events")
            .forEach((event) -> events.add(new Event(event.path("name").asString(""),
                    number(event.path("timeUnixNano")), attributes(event.path("attributes")))));
        JsonNode status = span.path("status");
        return new OtlpSpan(id(span.path("traceId")), id(span.path("spanId")), id(span.path("parentSpanId")),
                span.path("name").asString(""), enumeration(span.path("kind"), "SPAN_KIND_"),
                number(span.path("startTimeUnixNano")), number(span.path("endTimeUnixNano")),
                attributes(span.path("attributes")), events,
                new Status(enumeration(status.path("code"), "STATUS_CODE_"), status.path("message").asString("")),
                resource, scope);
    }

    private static String id(JsonNode node) {
        return node.asString("").toLowerCase(Locale.ROOT);
    }

    // 64-bit numbers are texts in Protobuf's JSON; some write them as numbers.
    private static long number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        try {
            return Long.parseLong(node.asString("0"));
        }
        catch (NumberFormatException ex) {
            return 0;
        }
    }

    private static int enumeration(JsonNode node, String prefix) {
        if (node.isIntegralNumber()) {
            return node.intValue();
        }
        List<String> names = prefix.equals("SPAN_KIND_")
                ? List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER")
                : List.of("UNSET", "OK", "ERROR");
        return Math.max(0, names.indexOf(node.asString("").replace(prefix, "")));
    }

    static ObjectNode attributes(JsonNode list) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        for (JsonNode attribute : list) {
            attributes.set(attribute.path("key").asString(""), value(attribute.path("value"), 0));
        }
        return attributes;
    }

    private static JsonNode value(JsonNode value, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value.has("stringValue")) {
            return nodes.stringNode(value.path("stringValue").asString(""));
        }
        if (value.has("boolValue")) {
            return nodes.booleanNode(value.path("boolValue").asBoolean(false));
        }
        if (value.has("intValue")) {
            return nodes.numberNode(number(value.path("intValue")));
        }
        if (value.has("doubleValue")) {
            JsonNode number = value.path("doubleValue");
            return number.isNumber() ? number : nodes.stringNode(number.asString(""));
        }
        if (value.has("bytesValue")) {
            return nodes.stringNode(value.path("bytesValue").asString(""));
        }
        if (depth < DEEPEST && value.has("arrayValue")) {
            ArrayNode array = nodes.arrayNode();
            value.path("arrayValue").path("values").forEach((item) -> array.add(value(item, depth + 1)));
            return array;
        }
        if (depth < DEEPEST && value.has("kvlistValue")) {
            ObjectNode object = nodes.objectNode();
            value.path("kvlistValue")
                .path("values")
                .forEach((item) -> object.set(item.path("key").asString(""), value(item.path("value"), depth + 1)));
            return object;
        }
        return nodes.nullNode();
    }

}
