// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Words what is stored as version 3 of the API does. */
final class V3Json {

    private V3Json() {
    }

    static Answer data(JsonNode data) {
        ObjectNode body = Json.object();
        body.set("data", data);
        return Answer.of(200, body);
    }

    static Answer page(Page page, List<? extends JsonNode> all) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        page.from(all).forEach(data::add);
        body.putObject("meta").put("total_count", all.size());
        return Answer.of(200, body);
    }

    static Answer list(List<? extends JsonNode> all) {
        ObjectNode body = Json.object();
        all.forEach(body.putArray("data")::add);
        return Answer.of(200, body);
    }

    /** The answer to a create, which is no more than this. */
    static ObjectNode created(StoredSpan span) {
        ObjectNode data = Json.object()
            .put("id", span.id().toString())
            .put("trace_id", span.traceId().toString())
            .put("name", span.name());
        put(data, "parent_id", span.parentId());
        put(data, "type", span.type());
        return data;
    }

    static ObjectNode span(StoredSpan span) {
        ObjectNode data = created(span);
        put(data, "start_time", span.startTime());
        put(data, "end_time", span.endTime());
        put(data, "input", span.input());
        put(data, "output", span.output());
        put(data, "error", span.error());
        set(data, "meta", span.meta());
        set(data, "tags", span.tags());
        return data;
    }

    static ObjectNode event(StoredEvent event) {
        ObjectNode data = Json.object()
            .put("id", event.id().toString())
            .put("span_id", event.spanId().toString())
            .put("kind", event.kind());
        put(data, "source", event.source());
        set(data, "data", event.data());
        return data.put("created_at", event.createdAt().toString());
    }

    static ObjectNode trace(List<StoredSpan> spans) {
        StoredSpan root = root(spans);
        ObjectNode data = Json.object()
            .put("id", root.traceId().toString())
            .put("span_count", spans.size())
            .put("name", root.name());
        put(data, "start_time", root.startTime());
        put(data, "end_time", root.endTime());
        Instant start = root.startTime();
        Instant end = root.endTime();
        if (start != null && end != null) {
            data.put("duration_ms", Duration.between(start, end).toMillis());
        }
        return data;
    }

    static ObjectNode fullTrace(List<StoredSpan> spans, List<StoredEvent> events) {
        ObjectNode data = trace(spans);
        spans.stream().map(V3Json::span).forEach(data.putArray("spans")::add);
        events.stream().map(V3Json::event).forEach(data.putArray("events")::add);
        return data;
    }

    static StoredSpan root(List<StoredSpan> spans) {
        return spans.stream()
            .filter((span) -> span.parentId() == null)
            .min(Comparator.comparing((span) -> Objects.requireNonNullElse(span.startTime(), Instant.MAX)))
            .orElse(spans.get(0));
    }

    private static void put(ObjectNode data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value.toString());
        }
    }

    private static void set(ObjectNode data, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            data.set(name, value);
        }
    }

}
