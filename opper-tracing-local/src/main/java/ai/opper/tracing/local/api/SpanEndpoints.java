// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.http.Fields;
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
        routes.addQuick(HttpMethod.POST, "/v2/spans", this::create)
            .add(HttpMethod.GET, SPAN, this::get)
            .addLater(HttpMethod.PATCH, SPAN, this::update)
            .addLater(HttpMethod.DELETE, SPAN, this::delete)
            .addLater(HttpMethod.POST, SPAN + "/save_examples", this::saveExamples)
            .addLater(HttpMethod.POST, SPAN + "/feedback", this::giveFeedback);
    }

    private CompletionStage<Answer> create(Call call) {
        return this.database.spans()
            .create(this.bodies.create(call.object()))
            .thenApply((span) -> Answer.made(200, span.id(), SpanAnswer.of(span)));
    }

    private Answer get(Call call) {
        return Answer.ok(withFeedback(this.database.spans().get(call.id("span_id"))));
    }

    private CompletionStage<Answer> update(Call call) {
        UUID id = call.id("span_id");
        UnaryOperator<Span> change = this.bodies.update(call.object());
        Feedback feedback = this.database.feedback().find(id).orElse(null);
        return this.database.spans().update(id, change).thenApply((span) -> Answer.ok(SpanAnswer.of(span, feedback)));
    }

    private CompletionStage<Answer> delete(Call call) {
        return this.database.spans().delete(call.id("span_id")).thenApply((id) -> Answer.noContent());
    }

    private CompletionStage<Answer> saveExamples(Call call) {
        return saveExample(call.id("span_id"))
            .thenApply((entry) -> Answer.made(201, entry.id(), new ExampleAnswer(entry.datasetId(), entry.id(),
                    entry.input(), entry.output(), entry.expected(), entry.comment())));
    }

    private CompletionStage<Answer> giveFeedback(Call call) {
        UUID spanId = call.id("span_id");
        Fields fields = new Fields(call.object(), FEEDBACK);
        double score = fields.requiredNumber("score");
        if (score < 0 || score > 1) {
            fields.refuse("score", "must be from 0 to 1");
        }
        Feedback feedback = new Feedback(score, fields.text("comment"));
        boolean save = fields.flag("save_to_dataset");
        fields.check();
        Answer answer = Answer.ok(new FeedbackAnswer(spanId, score, save, feedback.comment()));
        CompletionStage<Feedback> given = this.database.feedback().give(spanId, feedback);
        return save ? given.thenCompose((done) -> saveExample(spanId)).thenApply((entry) -> answer)
                : given.thenApply((done) -> answer);
    }

    private CompletionStage<DatasetEntry> saveExample(UUID spanId) {
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
