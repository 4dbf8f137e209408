// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import ai.opper.tracing.local.api.V3Answer.Event;
import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.ApiException;
import ai.opper.tracing.local.http.ApiException.Violation;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.http.Fields;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.store.Feedback;
import ai.opper.tracing.local.store.Ids;
import ai.opper.tracing.local.store.Metric;
import ai.opper.tracing.local.store.Span;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events of version 3: an evaluation is a metric, feedback is feedback, and a guardrail's
 * word is kept in the span's meta.
 */
final class V3Events {

    private static final Set<String> FIELDS = Set.of("kind", "source", "data");

    private static final String GUARDRAILS = "guardrails";

    private final Database database;

    private final Clock clock;

    V3Events(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    CompletionStage<Answer> create(Call call) {
        UUID spanId = call.id("span_id");
        Fields fields = new Fields(call.object(), FIELDS);
        String kind = fields.requiredText("kind");
        String source = fields.text("source");
        ObjectNode data = fields.object("data");
        ObjectNode given = (data != null) ? data : JsonNodeFactory.instance.objectNode();
        fields.check();
        Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
        Event event = new Event(Ids.next(), spanId, kind, source, given, now);
        return switch (kind) {
            case "evaluation" -> evaluation(event, given, now);
            case "feedback" -> feedback(event, given);
            case "guardrail" -> guardrail(event);
            default ->
                throw ApiException.invalid(List.of(new Violation("kind", "must be guardrail, feedback or evaluation")));
        };
    }

    private CompletionStage<Answer> evaluation(Event event, ObjectNode data, Instant now) {
        Metric metric = MetricEndpoints.read(data, event.id(), event.spanId(), now);
        return this.database.metrics().create(metric).thenApply((made) -> answer(event));
    }

    private CompletionStage<Answer> feedback(Event event, ObjectNode data) {
        Fields fields = new Fields(data, Set.of("score", "comment"));
        double score = fields.requiredNumber("score");
        if (score < 0 || score > 1) {
            fields.refuse("score", "must be from 0 to 1");
        }
        String comment = fields.text("comment");
        fields.check();
        return this.database.feedback()
            .give(event.spanId(), new Feedback(score, comment))
            .thenApply((given) -> answer(event));
    }

    private CompletionStage<Answer> guardrail(Event event) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", event.id().toString()).put("source", event.source()).set("data", event.data());
        item.put("created_at", String.valueOf(event.createdAt()));
        return this.database.spans().update(event.spanId(), (span) -> {
            ObjectNode meta = (span.meta() != null) ? span.meta().deepCopy() : JsonNodeFactory.instance.objectNode();
            ArrayNode list = (meta.path(GUARDRAILS) instanceof ArrayNode array) ? array : meta.putArray(GUARDRAILS);
            list.add(item);
            return new Span(span.id(), span.traceId(), span.parentId(), span.name(), span.type(), span.startTime(),
                    span.endTime(), span.input(), span.output(), span.error(), meta, span.score());
        }).thenApply((span) -> answer(event));
    }

    private static Answer answer(Event event) {
        return Answer.made(200, event.id(), new V3Answer<>(event));
    }

    Answer ofSpan(Call call) {
        Span span = this.database.spans().get(call.id("span_id"));
        return Answer.ok(new V3Answer<>(of(span.traceId(), List.of(span)).stream()
            .filter((event) -> event.spanId().equals(span.id()))
            .toList()));
    }

    Answer ofTrace(Call call) {
        UUID traceId = call.id("trace_id");
        this.database.traces().get(traceId);
        String kind = call.query("kind");
        return Answer.ok(new V3Answer<>(of(traceId, this.database.spans().ofTrace(traceId)).stream()
            .filter((event) -> kind == null || event.kind().equals(kind))
            .toList()));
    }

    List<Event> of(UUID traceId, List<Span> spans) {
        List<Event> events = new ArrayList<>();
        Map<UUID, List<Metric>> metrics = this.database.metrics().ofTrace(traceId);
        Map<UUID, Feedback> feedback = this.database.feedback().ofTrace(traceId);
        for (Span span : spans) {
            metrics.getOrDefault(span.id(), List.of()).forEach((metric) -> events.add(evaluation(metric)));
            Feedback judged = feedback.get(span.id());
            if (judged != null) {
                ObjectNode data = JsonNodeFactory.instance.objectNode().put("score", judged.score());
                events.add(new Event(span.id(), span.id(), "feedback", null, comment(data, judged.comment()), null));
            }
            if (span.meta() != null) {
                span.meta().path(GUARDRAILS).forEach((item) -> guardrail(item, span).ifPresent(events::add));
            }
        }
        return events;
    }

    private static Event evaluation(Metric metric) {
        ObjectNode data = JsonNodeFactory.instance.objectNode()
            .put("dimension", metric.dimension())
            .put("value", metric.value());
        return new Event(metric.id(), metric.spanId(), "evaluation", "sdk", comment(data, metric.comment()),
                metric.createdAt());
    }

    private static Optional<Event> guardrail(JsonNode item, Span span) {
        return Call.uuid(item.path("id").asString(""))
            .map((id) -> new Event(id, span.id(), "guardrail", item.path("source").asString(null), item.path("data"),
                    null));
    }

    private static ObjectNode comment(ObjectNode data, @Nullable String comment) {
        return (comment != null) ? data.put("comment", comment) : data;
    }

}
