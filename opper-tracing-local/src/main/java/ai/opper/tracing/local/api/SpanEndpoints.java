// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.store.DatasetEntry;
import ai.opper.tracing.local.store.Feedback;
import ai.opper.tracing.local.store.Span;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/** {@code /v2/spans}: the spans themselves, feedback on them, examples from them. */
final class SpanEndpoints {

    private static final String SPAN = "/v2/spans/{span_id}";

    private static final Set<String> FEEDBACK = Set.of("score", "comment", "save_to_dataset");

    private final Database database;

    private final Clock clock;

    private final SpanBodies bodies;

    SpanEndpoints(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.bodies = new SpanBodies(clock);
    }

    void addTo(Routes routes) {
        routes.add(HttpMethod.POST, "/v2/spans", this::create)
            .add(HttpMethod.GET, SPAN, this::get)
            .add(HttpMethod.PATCH, SPAN, this::update)
            .add(HttpMethod.DELETE, SPAN, this::delete)
            .add(HttpMethod.POST, SPAN + "/save_examples", this::saveExamples)
            .add(HttpMethod.POST, SPAN + "/feedback", this::giveFeedback);
    }

    private Answer create(Call call) {
        Span span = this.database.spans().create(this.bodies.create(call.object()));
        return Answer.made(200, span.id(), SpanAnswer.of(span));
    }

    private Answer get(Call call) {
        return Answer.ok(withFeedback(this.database.spans().get(call.id("span_id"))));
    }

    private Answer update(Call call) {
        UUID id = call.id("span_id");
        return Answer.ok(withFeedback(this.database.spans().update(id, this.bodies.update(call.object()))));
    }

    private Answer delete(Call call) {
        this.database.spans().delete(call.id("span_id"));
        return Answer.noContent();
    }

    private Answer saveExamples(Call call) {
        DatasetEntry entry = saveExample(call.id("span_id"));
        return Answer.made(201, entry.id(), new ExampleAnswer(entry.datasetId(), entry.id(), entry.input(),
                entry.output(), entry.expected(), entry.comment()));
    }

    private Answer giveFeedback(Call call) {
        UUID spanId = call.id("span_id");
        Fields fields = new Fields(call.object(), FEEDBACK);
        double score = fields.requiredNumber("score");
        if (score < 0 || score > 1) {
            fields.refuse("score", "must be from 0 to 1");
        }
        Feedback feedback = new Feedback(score, fields.text("comment"));
        boolean save = fields.flag("save_to_dataset");
        fields.check();
        this.database.feedback().give(spanId, feedback);
        if (save) {
            saveExample(spanId);
        }
        return Answer.ok(new FeedbackAnswer(spanId, score, save, feedback.comment()));
    }

    private DatasetEntry saveExample(UUID spanId) {
        return this.database.datasets().save(spanId, this.clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private SpanAnswer withFeedback(Span span) {
        return SpanAnswer.of(span, this.database.feedback().find(span.id()).orElse(null));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record ExampleAnswer(UUID datasetId, UUID datasetEntryId, @Nullable String input, @Nullable String output,
            @Nullable String expected, @Nullable String comment) {
    }

    private record FeedbackAnswer(UUID spanId, double score, boolean exampleSaved,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String comment) {
    }

}
