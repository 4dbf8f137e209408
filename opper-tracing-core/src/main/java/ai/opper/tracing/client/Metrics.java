// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Metrics of spans. Version 3 of the API keeps them as events, which can be made and
 * listed only. Each call waits for its answer, which Reactor's own threads must not. What
 * the API refuses is an {@link OpperApiException}, what its version cannot do an
 * {@link UnsupportedOperationException}.
 */
public final class Metrics {

    private final ReactiveMetrics reactive;

    Metrics(ReactiveMetrics reactive) {
        this.reactive = reactive;
    }

    /**
     * Attaches a number to a span.
     * @param spanId the span
     * @param dimension the metric's name
     * @param value the value
     * @param comment a remark, or {@code null}
     * @return what was stored
     */
    public OpperMetric create(UUID spanId, String dimension, double value, @Nullable String comment) {
        return Answers.await(this.reactive.create(spanId, dimension, value, comment));
    }

    /**
     * Lists metrics of a span.
     * @param spanId the span
     * @param offset how many to leave out
     * @param limit how many to give at most
     * @return a part of them
     */
    public Page<OpperMetric> list(UUID spanId, int offset, int limit) {
        return Answers.await(this.reactive.list(spanId, offset, limit));
    }

    /**
     * Lists all metrics of a span, page by page as they are needed. Close the stream when
     * it is not read to its end.
     * @param spanId the span
     * @return all of them
     */
    public Stream<OpperMetric> stream(UUID spanId) {
        return this.reactive.stream(spanId).toStream(Answers.PAGE_SIZE);
    }

    /**
     * Reads a metric.
     * @param spanId its span
     * @param id the metric
     * @return the metric
     */
    public OpperMetric get(UUID spanId, UUID id) {
        return Answers.await(this.reactive.get(spanId, id));
    }

    /**
     * Changes a metric.
     * @param spanId its span
     * @param id the metric
     * @param value the new value
     * @param comment the new remark, or {@code null} to keep it
     * @return the metric after the change
     */
    public OpperMetric update(UUID spanId, UUID id, double value, @Nullable String comment) {
        return Answers.await(this.reactive.update(spanId, id, value, comment));
    }

    /**
     * Removes a metric.
     * @param spanId its span
     * @param id the metric
     */
    public void delete(UUID spanId, UUID id) {
        this.reactive.delete(spanId, id).block();
    }

}
