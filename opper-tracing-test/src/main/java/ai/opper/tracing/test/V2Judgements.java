// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import ai.opper.tracing.span.UuidV7;

/** Feedback about spans and examples made of them, which version 2 has. */
final class V2Judgements {

    private static final Set<String> FIELDS = Fields.names("score", "comment", "save_to_dataset");

    private final UUID dataset = UuidV7.next();

    private final SpanStore store;

    V2Judgements(SpanStore store) {
        this.store = store;
    }

    Answer saveExamples(ReceivedRequest request, UUID spanId) {
        onlyPost(request);
        if (!request.body().isEmpty()) {
            throw Refusal.unprocessable("body", "must be empty");
        }
        StoredSpan span = this.store.get(spanId);
        this.store.addExample(spanId);
        return Answer.of(201,
                Json.object()
                    .put("dataset_id", this.dataset.toString())
                    .put("dataset_entry_id", UuidV7.next().toString())
                    .put("input", span.input())
                    .put("output", span.output()));
    }

    Answer feedback(ReceivedRequest request, UUID spanId) {
        onlyPost(request);
        this.store.get(spanId);
        Fields fields = Fields.read(request.body(), FIELDS);
        double score = fields.requiredNumber("score");
        if (score < 0 || score > 1) {
            throw Refusal.unprocessable("score", "must be from 0 to 1");
        }
        boolean saved = fields.isTrue("save_to_dataset");
        StoredFeedback feedback = new StoredFeedback(spanId, score, fields.text("comment"), saved);
        this.store.add(feedback);
        if (saved) {
            this.store.addExample(spanId);
        }
        return Answer.of(200, json(feedback).put("span_id", spanId.toString()).put("example_saved", saved));
    }

    /** The last feedback about a span. */
    @Nullable ObjectNode of(UUID spanId) {
        return this.store.feedback()
            .stream()
            .filter((feedback) -> feedback.spanId().equals(spanId))
            .reduce((earlier, later) -> later)
            .map(V2Judgements::json)
            .orElse(null);
    }

    private static ObjectNode json(StoredFeedback feedback) {
        return Json.object().put("score", feedback.score()).put("comment", feedback.comment());
    }

    private static void onlyPost(ReceivedRequest request) {
        if (!request.method().equals("POST")) {
            throw Refusal.methodNotAllowed(request);
        }
    }

}
