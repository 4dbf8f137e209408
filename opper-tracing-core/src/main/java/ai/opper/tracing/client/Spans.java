// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Spans. Each call waits for its answer, which Reactor's own threads must not. What the
 * API refuses is an {@link OpperApiException}, what its version cannot do an
 * {@link UnsupportedOperationException}.
 */
public final class Spans {

    private final ReactiveSpans reactive;

    Spans(ReactiveSpans reactive) {
        this.reactive = reactive;
    }

    /**
     * Stores a span.
     * @param span the span
     * @return what was stored; version 3 of the API tells only ids, name and type
     */
    public OpperSpan create(NewSpan span) {
        return Answers.await(this.reactive.create(span));
    }

    /**
     * Reads a span.
     * @param id the span
     * @return the span
     */
    public OpperSpan get(UUID id) {
        return Answers.await(this.reactive.get(id));
    }

    /**
     * Changes a span.
     * @param id the span
     * @param change what is to be changed
     * @return the span after the change
     */
    public OpperSpan update(UUID id, SpanUpdate change) {
        return Answers.await(this.reactive.update(id, change));
    }

    /**
     * Removes a span.
     * @param id the span
     */
    public void delete(UUID id) {
        this.reactive.delete(id).block();
    }

    /**
     * Makes an example of a span, in the dataset of its function.
     * @param id the span
     * @return the entry of the dataset
     */
    public SavedExample saveExamples(UUID id) {
        return Answers.await(this.reactive.saveExamples(id));
    }

    /**
     * Judges a span.
     * @param id the span
     * @param score from 0 to 1
     * @param comment a remark, or {@code null}
     * @param saveToDataset whether the span becomes an example as well
     * @return what became of it
     */
    public FeedbackResult feedback(UUID id, double score, @Nullable String comment, boolean saveToDataset) {
        return Answers.await(this.reactive.feedback(id, score, comment, saveToDataset));
    }

}
