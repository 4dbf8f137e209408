// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

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

    static Answer page(ReceivedRequest request, List<StoredMetric> metrics) {
        Page part = Page.of(request);
        ObjectNode page = Json.object();
        page.putObject("meta").put("total_count", metrics.size());
        ArrayNode data = page.putArray("data");
        part.from(metrics).map(V2Json::metric).forEach(data::add);
        return Answer.of(200, page);
    }

    private static @Nullable String text(@Nullable Object value) {
        return (value != null) ? value.toString() : null;
    }

    private static JsonNode nothing() {
        return Json.object().nullNode();
    }

}
