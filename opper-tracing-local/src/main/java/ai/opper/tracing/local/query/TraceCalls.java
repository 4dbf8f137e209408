// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.store.SpanOutline;
import ai.opper.tracing.local.store.TraceFilter;
import ai.opper.tracing.local.store.TracePage;
import ai.opper.tracing.local.store.TracePosition;
import ai.opper.tracing.local.store.TraceQuery;
import ai.opper.tracing.local.store.TraceSort;
import ai.opper.tracing.local.store.TraceStore;
import ai.opper.tracing.local.store.TraceSummary;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/** {@code /local/api/traces}: lists of traces, and one with its spans. */
final class TraceCalls {

    static final int MAX_LIMIT = 500;

    private static final int MAX_OFFSET = 1_000_000;

    private static final int MAX_PREVIEW = 4000;

    private final TraceStore traces;

    TraceCalls(Database database) {
        this.traces = database.traces();
    }

    void addTo(Described api) {
        api.get("/traces", "Lists traces", this::list)
            .filters()
            .query("sort", "start_time, duration, cost, tokens, spans, score or name; with - before it descending")
            .query("cursor", "first or next of another answer")
            .query("offset", "how many to skip from there")
            .query("limit", "how many at most, up to 500; 100")
            .query("count", "true: count all that match")
            .query("preview", "characters of input and output, up to 4000; 200")
            .queries("ids", "these traces and no others, up to 200")
            .answers(TraceListAnswer.class);
        api.get("/traces/{trace_id}", "A trace and its spans, without payloads", this::get).answers(TraceAnswer.class);
        api.get("/traces/{trace_id}/find", "Finds spans of a trace by a text, in any case", this::find)
            .query("text", "what must occur")
            .answers(FoundAnswer.class);
        api.change(HttpMethod.DELETE, "/traces/{trace_id}", "Deletes a trace", this::delete).answers(204, null);
    }

    private Answer list(Call call) {
        TraceFilter filter = Filters.of(call);
        boolean some = !filter.ids().isEmpty();
        TraceSort sort = Cursors.sort(call.query("sort"));
        TracePosition after = some ? null : Cursors.read(sort, call.query("cursor"));
        int offset = call.query("offset", 0, 0, MAX_OFFSET);
        int limit = call.query("limit", 100, 1, MAX_LIMIT);
        TracePage page = this.traces.list(new TraceQuery(filter, sort, after, some ? 0 : offset, limit,
                call.query("preview", 200, 1, MAX_PREVIEW), "true".equals(call.query("count"))));
        return Answer.ok(new TraceListAnswer(page.items().stream().map(TraceLine::of).toList(),
                Cursors.write(sort, page.first()), Cursors.write(sort, page.next()), page.total(), page.capped()));
    }

    private Answer get(Call call) {
        UUID id = call.id("trace_id");
        return Answer.ok(new TraceAnswer(TraceLine.of(this.traces.get(id)), this.traces.outline(id)));
    }

    private Answer find(Call call) {
        String text = call.query("text");
        if (text == null) {
            throw Filters.invalid("text", "is required");
        }
        return Answer.ok(new FoundAnswer(this.traces.find(call.id("trace_id"), text)));
    }

    private CompletionStage<Answer> delete(Call call) {
        return this.traces.delete(call.id("trace_id")).thenApply((id) -> Answer.noContent());
    }

    record TraceListAnswer(List<TraceLine> data, @Nullable String first, @Nullable String next, @Nullable Long total,
            boolean totalCapped) {
    }

    record TraceAnswer(TraceLine trace, List<SpanOutline> spans) {
    }

    record FoundAnswer(List<UUID> data) {
    }

    record TraceLine(UUID id, UUID rootId, String name, @Nullable String type, Instant startTime,
            @Nullable Instant endTime, @Nullable Long durationUs, String status, @Nullable String error, long spanCount,
            long errorCount, Map<String, Long> types, @Nullable Long inputTokens, @Nullable Long outputTokens,
            @Nullable Long totalTokens, @Nullable Double cost, @Nullable String inputPreview,
            @Nullable String outputPreview, Map<String, String> tags, @Nullable String session, @Nullable String user,
            Collection<String> services, Collection<String> models, @Nullable Integer score, @Nullable Double feedback,
            Map<String, Double> metrics) {

        static TraceLine of(TraceSummary trace) {
            return new TraceLine(trace.id(), trace.rootId(), trace.name(), trace.type(), trace.startTime(),
                    trace.endTime(), trace.durationUs(), trace.status().word(), trace.error(), trace.spanCount(),
                    trace.errorCount(), trace.types(), trace.inputTokens(), trace.outputTokens(), trace.totalTokens(),
                    trace.cost(), trace.inputPreview(), trace.outputPreview(), trace.tags(), trace.session(),
                    trace.user(), trace.services(), trace.models(), trace.score(), trace.feedback(), trace.metrics());
        }

    }

}
