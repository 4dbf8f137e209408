// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.store.Metric;
import ai.opper.tracing.local.store.Page;
import ai.opper.tracing.local.store.Span;
import ai.opper.tracing.local.store.TraceSummary;

import org.springframework.http.HttpMethod;

/** {@code /v2/traces}. */
final class TraceEndpoints {

    private final Database database;

    TraceEndpoints(Database database) {
        this.database = database;
    }

    void addTo(Routes routes) {
        routes.add(HttpMethod.GET, "/v2/traces", this::list).add(HttpMethod.GET, "/v2/traces/{trace_id}", this::get);
    }

    private Answer list(Call call) {
        Page<TraceSummary> page = this.database.traces().list(call.query("name"), PageAnswer.slice(call));
        Map<UUID, Span> roots = this.database.spans().byId(page.items().stream().map(TraceSummary::rootId).toList());
        return Answer.ok(PageAnswer.of(page, (trace) -> TraceAnswer.of(trace, roots.get(trace.rootId()), null)));
    }

    private Answer get(Call call) {
        UUID id = call.id("trace_id");
        TraceSummary trace = this.database.traces().get(id);
        List<Span> spans = this.database.spans().ofTrace(id);
        Map<UUID, List<Metric>> metrics = this.database.metrics().ofTrace(id);
        Span root = spans.stream().filter((span) -> span.id().equals(trace.rootId())).findFirst().orElse(null);
        List<TraceSpanAnswer> answers = spans.stream()
            .map((span) -> TraceSpanAnswer.of(span, metrics.getOrDefault(span.id(), List.of())))
            .toList();
        return Answer.ok(TraceAnswer.of(trace, root, answers));
    }

}
