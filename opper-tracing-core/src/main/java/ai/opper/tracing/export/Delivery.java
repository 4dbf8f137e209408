// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.spool.SpoolEntry.Opening;
import ai.opper.tracing.spool.SpoolReceipt;

/**
 * How far a span has come on its way to the destination. Lives on the span's
 * {@link SpanNode}, so that it is there as long as a child may ask, and no longer. Only
 * the shipping thread touches it.
 */
final class Delivery {

    private static final Fate STOPPED = Fate.dropped(Drop.SHUTDOWN);

    private static final Fate FAILED = Fate.dropped(Drop.FAILED);

    final SpanNode node;

    State state = State.UNSENT;

    /** Whether a child needs the span at the destination before it has ended. */
    boolean openRequested;

    /**
     * Whether the destination was asked to open the span by somebody who never learned
     * the answer.
     */
    boolean mayBeOpen;

    /** Whether somebody else may have sent the span before. */
    boolean mayExist;

    /** Whether the span has ended and its record will never come. */
    boolean recordLost;

    /** Whether another service has been told of the running span. */
    boolean announced;

    /** Whether the destination is not to hear of the parent any more. */
    boolean detached;

    /**
     * Whether the span hangs under one of this application that was never stored, or was
     * stored and forgotten.
     */
    boolean parentGone;

    /** Whether the destination has refused the span's payloads. */
    boolean stubbed;

    /** What became of the span when it was given up. */
    @Nullable Fate lostFor;

    /** The finished span, until it has been settled. */
    @Nullable SpanRecord finished;

    /** The bytes that the finished span takes of the buffer. */
    int bytes;

    /** What the spool has of the finished span. */
    @Nullable SpoolReceipt receipt;

    /** What the spool knows of the span's opening. */
    Opening keptOpening = Opening.NEVER;

    /** What the spool has of the running span that was opened. */
    @Nullable SpoolReceipt note;

    /** Whether the spool has a note about the running span that has not come back yet. */
    boolean noteExpected;

    /** Requests about the span that have no answer. */
    int requestsUnderWay;

    /** The flush that the finished span came before. */
    int epoch;

    /** Since when the destination should have the span. */
    long sinceNanos;

    private final ShippingPlan plan;

    /** Metrics that wait until the span is stored. */
    private List<PendingMetric> metrics = new ArrayList<>(0);

    /** Children that wait until the span exists at the destination. */
    private List<Delivery> waiting = new ArrayList<>(0);

    private Delivery(SpanNode node, ShippingPlan plan) {
        this.node = node;
        this.plan = plan;
    }

    static Delivery of(SpanNode node, ShippingPlan plan) {
        Delivery known = (Delivery) node.delivery();
        if (known != null && known.plan == plan) {
            return known;
        }
        Delivery delivery = new Delivery(node, plan);
        if (known != null) {
            delivery.continueFrom(known);
        }
        node.delivery(delivery);
        return delivery;
    }

    /**
     * An earlier plan has settled whatever it knew of the span when it was stopped. What
     * remains is what the destination has.
     */
    private void continueFrom(Delivery earlier) {
        this.stubbed = earlier.stubbed;
        this.detached = earlier.detached;
        this.mayBeOpen = earlier.mayBeOpen;
        this.mayExist = earlier.mayExist;
        this.noteExpected = earlier.note != null || earlier.noteExpected;
        boolean givenUp = earlier.finished != null;
        if (givenUp && earlier.receipt != null && earlier.receipt.isStored()) {
            this.state = State.SPOOLED;
            return;
        }
        switch (earlier.state) {
            case UNSENT -> {
                this.announced = earlier.announced;
                if (givenUp) {
                    lost(STOPPED);
                }
            }
            case CREATING -> {
                this.mayBeOpen = true;
                this.mayExist = true;
                if (givenUp) {
                    lost(STOPPED);
                }
            }
            case OPENED -> this.state = givenUp ? State.STORED : State.OPENED;
            case SPOOLED -> this.state = State.SPOOLED;
            case STORED -> this.state = State.STORED;
            case LOST -> lost((earlier.lostFor != null) ? earlier.lostFor : STOPPED);
        }
    }

    @Nullable Delivery parent() {
        SpanNode parent = this.node.parent();
        return (parent != null) ? of(parent, this.plan) : null;
    }

    /** How the destination is asked to store the span. */
    ExportRequest create(SpanRecord record) {
        SpanRecord span = shown(record);
        if (this.detached) {
            return new ExportRequest.Create(span.withoutParent(), false, this.mayExist);
        }
        Delivery parent = parent();
        boolean elsewhere = !span.isRoot() && (parent == null || parent.state == State.SPOOLED);
        return new ExportRequest.Create(span, elsewhere, this.mayExist);
    }

    ExportRequest complete(SpanRecord record) {
        SpanRecord span = shown(record);
        return new ExportRequest.Complete(this.detached ? span.withoutParent() : span);
    }

    private SpanRecord shown(SpanRecord record) {
        return this.stubbed ? Stub.of(record) : record;
    }

    boolean exists() {
        return this.state == State.OPENED || this.state == State.STORED;
    }

    /** Whether the span has not been sent, and its record may still come. */
    boolean isAwaited() {
        return this.finished == null && isPending();
    }

    /** Whether it is decided here what becomes of the span. */
    boolean isPending() {
        return this.state == State.UNSENT || this.state == State.CREATING || this.state == State.OPENED;
    }

    /** Why a record of this span cannot be taken, if it cannot. */
    @Nullable Fate refusal() {
        if (this.state == State.LOST) {
            return this.lostFor;
        }
        return isAwaited() ? null : FAILED;
    }

    void lost(Fate fate) {
        this.state = State.LOST;
        this.lostFor = fate;
    }

    void addMetric(PendingMetric metric) {
        this.metrics.add(metric);
    }

    List<PendingMetric> takeMetrics() {
        List<PendingMetric> taken = this.metrics;
        this.metrics = new ArrayList<>(0);
        return taken;
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

        /** It is stored, and nothing more will be said about it but metrics. */
        STORED,

        /** It will never be stored. */
        LOST,

        /** Only the spool has it; it comes back as a span of its own. */
        SPOOLED

    }

    /**
     * A metric that has not been sent.
     *
     * @param metric the metric
     * @param bytes the bytes that it takes of the buffer, none when it came in the record
     * of its span
     * @param epoch the flush that it came before
     * @param sinceNanos since when the destination should have it
     * @param receipt what the spool has of it
     * @param part which part of that it is
     */
    record PendingMetric(MetricRecord metric, int bytes, int epoch, long sinceNanos, @Nullable SpoolReceipt receipt,
            int part) {

        /** Whether the record of its span does not have it. */
        boolean isLate() {
            return this.bytes > 0;
        }

    }

}
