// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Spans, without waiting: nothing is sent before somebody subscribes. What the API
 * refuses is an {@link OpperApiException}, what its version cannot do an
 * {@link UnsupportedOperationException}.
 */
public final class ReactiveSpans {

    private static final Set<String> V3_CREATE = Set.of("name", "trace_id", "parent_id", "type", "start_time",
            "end_time", "input", "output", "error", "meta");

    private static final Set<String> V3_UPDATE = Set.of("output", "error", "end_time", "meta");

    private static final Set<String> TEXTS = Set.of("input", "output");

    private final boolean v3;

    private final SpanExchange spans;

    private final JudgementExchange judgements;

    ReactiveSpans(boolean v3, SpanExchange spans, JudgementExchange judgements) {
        this.v3 = v3;
        this.spans = spans;
        this.judgements = judgements;
    }

    /**
     * Stores a span.
     * @param span the span
     * @return what was stored; version 3 of the API tells only ids, name and type
     */
    public Mono<OpperSpan> create(NewSpan span) {
        return Mono.defer(() -> Answers.one(this.spans.create(body(span.fields(), V3_CREATE)), OpperSpan.class));
    }

    /**
     * Reads a span.
     * @param id the span
     * @return the span
     */
    public Mono<OpperSpan> get(UUID id) {
        return Answers.one(this.spans.get(id), OpperSpan.class);
    }

    /**
     * Changes a span.
     * @param id the span
     * @param change what is to be changed
     * @return the span after the change
     */
    public Mono<OpperSpan> update(UUID id, SpanUpdate change) {
        return Mono.defer(() -> {
            Mono<JsonNode> answer = this.spans.update(id, body(change.fields(), V3_UPDATE));
            return this.v3 ? Answers.nothing(answer).then(get(id)) : Answers.one(answer, OpperSpan.class);
        });
    }

    /**
     * Removes a span.
     * @param id the span
     * @return completes when it is gone
     */
    public Mono<Void> delete(UUID id) {
        return Answers.nothing(this.spans.delete(id));
    }

    /**
     * Makes an example of a span, in the dataset of its function.
     * @param id the span
     * @return the entry of the dataset
     */
    public Mono<SavedExample> saveExamples(UUID id) {
        return this.v3 ? Mono.error(() -> Answers.unsupported("save spans as examples", 2))
                : Answers.one(this.judgements.saveExamples(id), SavedExample.class);
    }

    /**
     * Judges a span.
     * @param id the span
     * @param score from 0 to 1
     * @param comment a remark, or {@code null}
     * @param saveToDataset whether the span becomes an example as well
     * @return what became of it
     */
    public Mono<FeedbackResult> feedback(UUID id, double score, @Nullable String comment, boolean saveToDataset) {
        if (this.v3) {
            return Mono.error(() -> Answers.unsupported("take feedback about spans", 2));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("score", score);
        if (comment != null) {
            body.put("comment", comment);
        }
        body.put("save_to_dataset", saveToDataset);
        return Answers.one(this.judgements.feedback(id, ApiJson.tree(body)), FeedbackResult.class);
    }

    private JsonNode body(Map<String, Object> fields, Set<String> ofV3) {
        if (!this.v3) {
            return ApiJson.tree(fields);
        }
        Set<String> unknown = new TreeSet<>(fields.keySet());
        unknown.removeAll(ofV3);
        if (!unknown.isEmpty()) {
            throw Answers.unsupported("set " + String.join(", ", unknown) + " of a span here", 2);
        }
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.replaceAll((name, value) -> TEXTS.contains(name) ? ApiJson.text(value) : value);
        return ApiJson.tree(body);
    }

}
