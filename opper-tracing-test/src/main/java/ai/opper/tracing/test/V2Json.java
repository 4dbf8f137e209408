// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Words what is stored as version 2 of the API does. */
final class V2Json {

    private V2Json() {
    }

    static ObjectNode span(StoredSpan span) {
        return Json.object()
            .put("id", span.id().toString())
            .put("trace_id", span.traceId().toString())
            .put("parent_id", text(span.parentId()))
            .put("name", span.name())
            .put("type", span.type())
            .put("start_time", text(span.startTime()))
            .put("end_time", text(span.endTime()))
            .put("input", span.input())
            .put("output", span.output())
            .put("error", span.error())
            .set("meta", span.meta().isMissingNode() ? nothing() : span.meta())
            .put("score", span.score());
    }

    static ObjectNode metric(StoredMetric metric) {
        return Json.object()
            .put("id", metric.id().toString())
            .put("span_id", metric.spanId().toString())
            .put("dimension", metric.dimension())
            .put("value", metric.value())
            .put("comment", metric.comment())
            .put("created_at", metric.createdAt().toString());
    }

    static Answer page(ReceivedRequest request, List<? extends JsonNode> all) {
        Page part = Page.of(request);
        ObjectNode page = Json.object();
        page.putObject("meta").put("total_count", all.size());
        ArrayNode data = page.putArray("data");
        part.from(all).forEach(data::add);
        return Answer.of(200, page);
    }

    static ObjectNode trace(List<StoredSpan> spans) {
        StoredSpan root = V3Json.root(spans);
        boolean failed = spans.stream().anyMatch((span) -> span.error() != null);
        ObjectNode trace = Json.object()
            .put("id", root.traceId().toString())
            .put("name", root.name())
            .put("start_time", text(root.startTime()))
            .put("end_time", text(root.endTime()))
            .put("status", failed ? "error" : "ok")
            .put("input", root.input())
            .put("output", root.output())
            .put("total_tokens", spans.stream().mapToLong(V2Json::tokens).sum());
        return duration(root, trace);
    }

    private static long tokens(StoredSpan span) {
        return span.meta().path("total_tokens").asLong(0);
    }

    private static ObjectNode duration(StoredSpan span, ObjectNode json) {
        Instant start = span.startTime();
        Instant end = span.endTime();
        return (start != null && end != null) ? json.put("duration_ms", Duration.between(start, end).toMillis())
                : json.putNull("duration_ms");
    }

    static ObjectNode fullTrace(List<StoredSpan> spans) {
        ObjectNode trace = trace(spans);
        ArrayNode list = trace.putArray("spans");
        spans.forEach((span) -> list.add(spanOfTrace(span)));
        return trace;
    }

    private static ObjectNode spanOfTrace(StoredSpan span) {
        ObjectNode json = duration(span, span(span));
        json.remove(List.of("trace_id", "input", "output"));
        json.putObject("data")
            .put("input", span.input())
            .put("output", span.output())
            .put("total_tokens", span.meta().has("total_tokens") ? Long.valueOf(tokens(span)) : null)
            .put("model", span.meta().path("model").asString(null));
        ArrayNode metrics = json.putArray("metrics");
        span.metrics().forEach((metric) -> {
            ObjectNode part = metric(metric);
            part.remove("span_id");
            metrics.add(part);
        });
        return json;
    }

    private static @Nullable String text(@Nullable Object value) {
        return (value != null) ? value.toString() : null;
    }

    private static JsonNode nothing() {
        return Json.object().nullNode();
    }

}
