// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a trace in the words of either version of the API. */
final class TraceJson {

    private TraceJson() {
    }

    static Trace read(JsonNode answer) {
        JsonNode trace = ApiJson.content(answer);
        List<OpperMetric> evaluations = ReactiveMetrics.ofEvents(trace.path("events"));
        Map<UUID, List<OpperMetric>> metrics = evaluations.stream()
            .filter((metric) -> metric.spanId() != null)
            .collect(Collectors.groupingBy(OpperMetric::spanId));
        List<TraceSpan> spans = new ArrayList<>();
        for (JsonNode span : trace.path("spans")) {
            TraceSpan read = span(span);
            List<OpperMetric> measured = metrics.get(read.id());
            spans.add((measured != null) ? read.with(measured) : read);
        }
        return new Trace(ApiJson.MAPPER.treeToValue(trace, TraceSummary.class), List.copyOf(spans));
    }

    /** Version 3 has inputs and outputs where version 2 has the name. */
    private static TraceSpan span(JsonNode span) {
        if (span.has("data") || !(span instanceof ObjectNode own)) {
            return ApiJson.MAPPER.treeToValue(span, TraceSpan.class);
        }
        ObjectNode worded = own.deepCopy();
        ObjectNode data = worded.putObject("data");
        for (String name : List.of("input", "output")) {
            if (own.has(name)) {
                data.set(name, own.get(name));
            }
        }
        return ApiJson.MAPPER.treeToValue(worded, TraceSpan.class);
    }

}
