// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.store.Page;
import ai.opper.tracing.local.store.Span;
import ai.opper.tracing.local.store.TraceSummary;

import org.springframework.http.HttpMethod;

/**
 * {@code /v3/spans} and {@code /v3/traces}: the same spans, with ids that the server
 * makes, texts as payloads, and tags beside meta.
 */
final class V3Endpoints {

    private static final String SPAN = "/v3/spans/{span_id}";

    private static final String TRACE = "/v3/traces/{trace_id}";

    private final Database database;

    private final V3Bodies bodies;

    private final V3Events events;

    V3Endpoints(Database database, Clock clock) {
        this.database = database;
        this.bodies = new V3Bodies(clock);
        this.events = new V3Events(database, clock);
    }

    void addTo(Routes routes) {
        routes.addQuick(HttpMethod.POST, "/v3/spans", this::create)
            .add(HttpMethod.GET, SPAN, this::get)
            .addLater(HttpMethod.PATCH, SPAN, this::update)
            .addLater(HttpMethod.DELETE, SPAN,
                    (call) -> this.database.spans().delete(call.id("span_id")).thenApply((id) -> Answer.noContent()))
            .addLater(HttpMethod.POST, SPAN + "/events", this.events::create)
            .add(HttpMethod.GET, SPAN + "/events", this.events::ofSpan)
            .add(HttpMethod.GET, "/v3/traces", this::list)
            .add(HttpMethod.GET, TRACE, this::trace)
            .add(HttpMethod.GET, TRACE + "/events", this.events::ofTrace)
            .addLater(HttpMethod.DELETE, TRACE,
                    (call) -> this.database.traces().delete(call.id("trace_id")).thenApply((id) -> Answer.noContent()));
    }

    private CompletionStage<Answer> create(Call call) {
        return this.database.spans()
            .create(this.bodies.create(call.object()))
            .thenApply((span) -> Answer.made(200, span.id(), new V3Answer<>(V3Answer.Created.of(span))));
    }

    private Answer get(Call call) {
        return Answer.ok(new V3Answer<>(V3Answer.SpanData.of(this.database.spans().get(call.id("span_id")))));
    }

    private CompletionStage<Answer> update(Call call) {
        return this.database.spans()
            .update(call.id("span_id"), this.bodies.update(call.object()))
            .thenApply((span) -> Answer.ok(new V3Answer<>(V3Answer.SpanData.of(span))));
    }

    private Answer list(Call call) {
        Page<TraceSummary> page = this.database.traces().list(call.query("name"), PageAnswer.slice(call));
        return Answer.ok(PageAnswer.of(page, V3Answer.TraceData::of));
    }

    private Answer trace(Call call) {
        UUID id = call.id("trace_id");
        TraceSummary trace = this.database.traces().get(id);
        List<Span> spans = this.database.spans().ofTrace(id);
        Map<UUID, Span> byId = this.database.spans().byId(List.of(trace.rootId()));
        Span root = Objects.requireNonNullElse(byId.get(trace.rootId()), spans.get(0));
        return Answer.ok(new V3Answer<>(V3Answer.WholeTrace.of(trace, root, spans, this.events.of(id, spans))));
    }

}
