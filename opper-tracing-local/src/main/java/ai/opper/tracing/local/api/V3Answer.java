// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import ai.opper.tracing.local.store.Span;
import ai.opper.tracing.local.store.TraceSummary;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What version 3 wraps its answers in, and how it spells them.
 *
 * @param data the answer
 * @param <T> what it is
 */
record V3Answer<T>(T data) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Created(UUID id, UUID traceId, String name, @Nullable UUID parentId, @Nullable String type) {

        static Created of(Span span) {
            return new Created(span.id(), span.traceId(), span.name(), span.parentId(), span.type());
        }

    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SpanData(UUID id, UUID traceId, String name, @Nullable UUID parentId, @Nullable String type,
            Instant startTime, @Nullable Instant endTime, @Nullable Long durationMs, @Nullable String input,
            @Nullable String output, @Nullable String error, @Nullable ObjectNode meta, @Nullable JsonNode tags) {

        static SpanData of(Span span) {
            ObjectNode meta = (span.meta() != null) ? span.meta().deepCopy() : null;
            JsonNode tags = (meta != null) ? meta.remove("tags") : null;
            return new SpanData(span.id(), span.traceId(), span.name(), span.parentId(), span.type(), span.startTime(),
                    span.endTime(), span.durationMs(), span.input(), span.output(), span.error(), meta, tags);
        }

    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TraceData(UUID id, long spanCount, String name, String status, Instant startTime, @Nullable Instant endTime,
            @Nullable Long durationMs) {

        static TraceData of(TraceSummary trace) {
            return new TraceData(trace.id(), trace.spanCount(), trace.name(), trace.status().word(), trace.startTime(),
                    trace.endTime(), trace.durationMs());
        }

    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WholeTrace(UUID id, long spanCount, String name, String status, Instant startTime, @Nullable Instant endTime,
            @Nullable Long durationMs, @Nullable String input, @Nullable String output, List<SpanData> spans,
            List<Event> events) {

        static WholeTrace of(TraceSummary trace, Span root, List<Span> spans, List<Event> events) {
            return new WholeTrace(trace.id(), trace.spanCount(), trace.name(), trace.status().word(), trace.startTime(),
                    trace.endTime(), trace.durationMs(), root.input(), root.output(),
                    spans.stream().map(SpanData::of).toList(), events);
        }

    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Event(UUID id, UUID spanId, String kind, @Nullable String source, JsonNode data,
            @Nullable Instant createdAt) {
    }

}
