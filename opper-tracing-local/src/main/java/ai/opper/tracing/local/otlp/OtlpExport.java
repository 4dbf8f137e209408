// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.otlp;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import ai.opper.tracing.local.store.Span;
import ai.opper.tracing.local.store.SpanUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a trace as OTLP/JSON with OpenInference's attributes. What came by OTLP goes as
 * it came.
 */
public final class OtlpExport {

    private OtlpExport() {
    }

    /**
     * Writes a trace.
     * @param spans its spans
     * @return an {@code ExportTraceServiceRequest} in JSON
     */
    public static ObjectNode write(List<Span> spans) {
        Map<UUID, String> ids = new LinkedHashMap<>();
        spans.forEach((span) -> ids.put(span.id(), spanId(span)));
        Map<JsonNode, ArrayNode> byResource = new LinkedHashMap<>();
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ArrayNode resourceSpans = request.putArray("resourceSpans");
        for (Span span : spans) {
            byResource.computeIfAbsent(resource(span), (resource) -> {
                ObjectNode item = resourceSpans.addObject();
                item.putObject("resource").set("attributes", attributes((ObjectNode) resource));
                ObjectNode scope = item.putArray("scopeSpans").addObject();
                scope.putObject("scope").put("name", "local-opper");
                return scope.putArray("spans");
            }).add(span(span, ids));
        }
        return request;
    }

    private static ObjectNode span(Span span, Map<UUID, String> ids) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("traceId",
                hex(span.traceId().getMostSignificantBits()) + hex(span.traceId().getLeastSignificantBits()));
        json.put("spanId", ids.get(span.id()));
        if (span.parentId() != null) {
            json.put("parentSpanId", ids.getOrDefault(span.parentId(), hex(span.parentId().getLeastSignificantBits())));
        }
        json.put("name", span.name());
        json.put("kind", meta(span).path("otel").path("kind").asInt(1));
        json.put("startTimeUnixNano", nanos(span.startTime()));
        json.put("endTimeUnixNano", nanos(span.endTime()));
        json.set("attributes", attributes(spanAttributes(span)));
        ArrayNode events = json.putArray("events");
        for (JsonNode event : meta(span).path("events")) {
            events.add(event(event));
        }
        ObjectNode status = json.putObject("status");
        if (span.error() != null) {
            status.put("code", 2).put("message", span.error());
        }
        return json;
    }

    private static ObjectNode event(JsonNode event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", event.path("name").asString(""));
        json.put("timeUnixNano", eventNanos(event.path("time").asString("")));
        json.set("attributes", (event.path("attributes") instanceof ObjectNode object) ? attributes(object)
                : JsonNodeFactory.instance.arrayNode());
        return json;
    }

    private static String eventNanos(String time) {
        try {
            return nanos(Instant.parse(time));
        }
        catch (DateTimeException ex) {
            return "0";
        }
    }

    private static ObjectNode spanAttributes(Span span) {
        if (meta(span).path("attributes") instanceof ObjectNode came && meta(span).has("otel")) {
            return came;
        }
        SpanUse use = SpanUse.of(span);
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        put(attributes, "openinference.span.kind", (span.type() != null) ? span.type().toUpperCase(Locale.ROOT) : null);
        put(attributes, "input.value", span.input());
        put(attributes, "output.value", span.output());
        put(attributes, "llm.model_name", use.model());
        put(attributes, "session.id", use.session());
        put(attributes, "user.id", use.user());
        put(attributes, "llm.token_count.prompt", use.inputTokens());
        put(attributes, "llm.token_count.completion", use.outputTokens());
        put(attributes, "llm.token_count.total", use.totalTokens());
        if (use.cost() != null) {
            attributes.put("llm.cost.total", use.cost());
        }
        if (!use.tags().isEmpty()) {
            ArrayNode tags = attributes.putArray("tag.tags");
            use.tags().forEach((key, value) -> tags.add(value.isEmpty() ? key : key + ":" + value));
        }
        attributes.put("metadata", meta(span).toString());
        return attributes;
    }

    private static ObjectNode resource(Span span) {
        if (meta(span).path("resource") instanceof ObjectNode came && meta(span).has("otel")) {
            return came;
        }
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        put(resource, "service.name", SpanUse.of(span).service());
        return resource;
    }

    private static ArrayNode attributes(ObjectNode object) {
        ArrayNode attributes = JsonNodeFactory.instance.arrayNode();
        object.properties()
            .forEach(
                    (entry) -> attributes.addObject().put("key", entry.getKey()).set("value", value(entry.getValue())));
        return attributes;
    }

    private static ObjectNode value(JsonNode value) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (value.isBoolean()) {
            json.put("boolValue", value.booleanValue());
        }
        else if (value.isIntegralNumber() && value.canConvertToLong()) {
            json.put("intValue", value.asString());
        }
        else if (value.isNumber()) {
            json.put("doubleValue", value.doubleValue());
        }
        else if (value.isArray()) {
            ArrayNode values = json.putObject("arrayValue").putArray("values");
            value.forEach((item) -> values.add(value(item)));
        }
        else if (value instanceof ObjectNode object) {
            json.putObject("kvlistValue").set("values", attributes(object));
        }
        else if (!value.isNull()) {
            json.put("stringValue", value.asString(""));
        }
        return json;
    }

    private static JsonNode meta(Span span) {
        ObjectNode meta = span.meta();
        return (meta != null) ? meta : JsonNodeFactory.instance.objectNode();
    }

    private static String spanId(Span span) {
        String came = meta(span).path("otel").path("span_id").asString("");
        return !came.isEmpty() ? came : hex(span.id().getLeastSignificantBits());
    }

    private static String hex(long bits) {
        return HexFormat.of().toHexDigits(bits);
    }

    private static String nanos(@Nullable Instant time) {
        if (time == null) {
            return "0";
        }
        return time.getEpochSecond() + "%09d".formatted(time.getNano());
    }

    private static void put(ObjectNode object, String key, @Nullable String value) {
        if (value != null) {
            object.put(key, value);
        }
    }

    private static void put(ObjectNode object, String key, @Nullable Long value) {
        if (value != null) {
            object.put(key, value);
        }
    }

}
