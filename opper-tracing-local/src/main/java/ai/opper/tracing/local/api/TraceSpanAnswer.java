// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import ai.opper.tracing.local.store.Metric;
import ai.opper.tracing.local.store.Span;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A span inside a trace as the API spells it. */
record TraceSpanAnswer(UUID id, String name, Instant startTime, @Nullable Instant endTime, @Nullable Long durationMs,
        @Nullable String type, @Nullable UUID parentId, @Nullable String error, @Nullable ObjectNode meta,
        @Nullable Integer score, Content data, List<MetricLine> metrics) {

    static TraceSpanAnswer of(Span span, List<Metric> metrics) {
        return new TraceSpanAnswer(span.id(), span.name(), span.startTime(), span.endTime(), span.durationMs(),
                span.type(), span.parentId(), span.error(), span.meta(), span.score(), Content.of(span),
                metrics.stream().map(MetricLine::of).toList());
    }

    /** What the API lifts out of a span's meta, next to its payloads. */
    record Content(@Nullable String input, @Nullable String output, @Nullable Long totalTokens, @Nullable String model,
            @Nullable String instructions, @Nullable String function, List<String> tags, @Nullable Integer score,
            @Nullable String generationId, @Nullable String observations) {

        static Content of(Span span) {
            ObjectNode meta = span.meta();
            return new Content(span.input(), span.output(), span.totalTokens(), text(meta, "model"),
                    text(meta, "instructions"), text(meta, "function"), tags(meta), span.score(),
                    text(meta, "generation_id"), text(meta, "observations"));
        }

        private static @Nullable String text(@Nullable ObjectNode meta, String key) {
            JsonNode value = (meta != null) ? meta.get(key) : null;
            return (value != null && value.isString()) ? value.stringValue() : null;
        }

        // An object of tags reads "key:value", as in Opper's X-Opper-Tags header.
        private static List<String> tags(@Nullable ObjectNode meta) {
            List<String> tags = new ArrayList<>();
            JsonNode value = (meta != null) ? meta.get("tags") : null;
            if (value != null && value.isObject()) {
                value.properties().forEach((tag) -> tags.add(tag.getKey() + ":" + plain(tag.getValue())));
            }
            else if (value != null && value.isArray()) {
                value.forEach((tag) -> tags.add(plain(tag)));
            }
            return tags;
        }

        private static String plain(JsonNode value) {
            return value.isString() ? value.stringValue() : value.toString();
        }

    }

    record MetricLine(UUID id, String dimension, double value,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String comment, Instant createdAt) {

        static MetricLine of(Metric metric) {
            return new MetricLine(metric.id(), metric.dimension(), metric.value(), metric.comment(),
                    metric.createdAt());
        }

    }

}
