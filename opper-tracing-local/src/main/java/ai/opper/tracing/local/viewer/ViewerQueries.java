// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.viewer;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.ApiException;
import ai.opper.tracing.local.http.ApiException.Violation;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.store.Page;
import ai.opper.tracing.local.store.SpanOutline;
import ai.opper.tracing.local.store.TraceQuery;
import ai.opper.tracing.local.store.TraceQuery.Position;
import ai.opper.tracing.local.store.TraceStatus;
import ai.opper.tracing.local.store.TraceStore;
import ai.opper.tracing.local.store.TraceSummary;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/** {@code /api/traces}: what the list and the timeline show, without payloads. */
final class ViewerQueries {

    private static final int MAX_LIMIT = 500;

    private final TraceStore traces;

    ViewerQueries(TraceStore traces) {
        this.traces = traces;
    }

    void addTo(Routes routes) {
        routes.add(HttpMethod.GET, "/api/traces", this::list).add(HttpMethod.GET, "/api/traces/{trace_id}", this::get);
    }

    private Answer list(Call call) {
        int limit = call.query("limit", 100, 1, MAX_LIMIT);
        Page<TraceSummary> page = this.traces
            .list(new TraceQuery(call.query("text"), status(call.query("status")), before(call), limit));
        List<TraceSummary> items = page.items();
        boolean more = items.size() == limit;
        return Answer.ok(new ListAnswer(page.totalCount(), items.stream().map(TraceLine::of).toList(),
                more ? cursor(items.get(items.size() - 1)) : null));
    }

    private Answer get(Call call) {
        UUID id = call.id("trace_id");
        return Answer.ok(new OutlineAnswer(TraceLine.of(this.traces.get(id)), this.traces.outline(id)));
    }

    private static @Nullable TraceStatus status(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(TraceStatus.values())
            .filter((status) -> status.word().equals(word))
            .findFirst()
            .orElseThrow(() -> invalid("status", "must be running, error or ok"));
    }

    private static @Nullable Position before(Call call) {
        String cursor = call.query("before");
        if (cursor == null) {
            return null;
        }
        int bar = cursor.indexOf('_');
        try {
            Instant time = Instant.parse(cursor.substring(0, Math.max(bar, 0)));
            return new Position(time, Call.uuid(cursor.substring(bar + 1)).orElseThrow());
        }
        catch (DateTimeException | NoSuchElementException ex) {
            throw invalid("before", "must be the 'next' of another page");
        }
    }

    private static String cursor(TraceSummary last) {
        return last.startTime() + "_" + last.id();
    }

    private static ApiException invalid(String field, String rule) {
        return ApiException.invalid(List.of(new Violation(field, rule)));
    }

    private record ListAnswer(long totalCount, List<TraceLine> data, @Nullable String next) {
    }

    private record OutlineAnswer(TraceLine trace, List<SpanOutline> spans) {
    }

    private record TraceLine(UUID id, UUID rootId, String name, Instant startTime, @Nullable Instant endTime,
            String status, @Nullable String inputPreview, long spanCount, long errorCount, @Nullable Long totalTokens,
            Map<String, Long> types) {

        static TraceLine of(TraceSummary trace) {
            return new TraceLine(trace.id(), trace.rootId(), trace.name(), trace.startTime(), trace.endTime(),
                    trace.status().word(), trace.inputPreview(), trace.spanCount(), trace.errorCount(),
                    trace.totalTokens(), trace.types());
        }

    }

}
