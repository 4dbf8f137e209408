// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;

/**
 * How far a span has come on its way to the destination. Lives on the span's
 * {@link SpanNode}, so that it is there as long as a child may ask, and no longer. Only
 * the shipping thread touches it.
 */
final class Delivery {

    final SpanNode node;

    State state = State.UNSENT;

    /** Whether a child needs the span at the destination before it has ended. */
    boolean openRequested;

    /** The finished span, until it has been settled. */
    @Nullable SpanRecord finished;

    /** The bytes that the finished span takes of the buffer. */
    int bytes;

    /** The flush that the finished span came before. */
    int epoch;

    /** Metrics that wait until the span is stored. */
    final List<PendingMetric> metrics = new ArrayList<>(0);

    /** Children that wait until the span exists at the destination. */
    private List<Delivery> waiting = new ArrayList<>(0);

    private Delivery(SpanNode node) {
        this.node = node;
    }

    static Delivery of(SpanNode node) {
        Delivery delivery = (Delivery) node.delivery();
        if (delivery == null) {
            delivery = new Delivery(node);
            node.delivery(delivery);
        }
        return delivery;
    }

    @Nullable Delivery parent() {
        SpanNode parent = this.node.parent();
        return (parent != null) ? of(parent) : null;
    }

    boolean exists() {
        return this.state == State.OPENED || this.state == State.STORED;
    }

    void addWaiting(Delivery child) {
        this.waiting.add(child);
    }

    List<Delivery> takeWaiting() {
        List<Delivery> taken = this.waiting;
        this.waiting = new ArrayList<>(0);
        return taken;
    }

    /** Where a span stands. */
    enum State {

        /** The destination has not been asked yet. */
        UNSENT,

        /** It is being stored, finished or not. */
        CREATING,

        /** It is stored, and was running when it was sent. */
        OPENED,

        /** It is stored as it ended. */
        STORED,

        /** It will never be stored. */
        LOST

    }

    /**
     * A metric that has not been sent.
     *
     * @param metric the metric
     * @param bytes the bytes that it takes of the buffer
     * @param epoch the flush that it came before
     */
    record PendingMetric(MetricRecord metric, int bytes, int epoch) {
    }

}
