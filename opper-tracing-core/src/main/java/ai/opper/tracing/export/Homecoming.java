// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import ai.opper.tracing.buffer.Item;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.Delivery.PendingMetric;
import ai.opper.tracing.export.Delivery.State;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.spool.SpoolEntry;
import ai.opper.tracing.spool.SpoolEntry.Opening;
import ai.opper.tracing.spool.SpoolReceipt;
import ai.opper.tracing.spool.Spooled;

/**
 * Spans and metrics that only the spool had, on their way back into memory. Only for the
 * shipping thread.
 */
final class Homecoming {

    private final ShippingPlan plan;

    private final Account account;

    private final Safekeeping keeping;

    private final Relatives relatives;

    /** Spans that have come back, until it is known that they are not pending. */
    private final Set<Delivery> returned = new HashSet<>();

    /**
     * Spans that left while the spool was giving out a batch, so that it is without them.
     */
    private final Set<UUID> leftMeanwhile = new HashSet<>();

    private boolean batchIsComing;

    Homecoming(ShippingPlan plan, Account account, Safekeeping keeping, Relatives relatives) {
        this.plan = plan;
        this.account = account;
        this.keeping = keeping;
        this.relatives = relatives;
    }

    /** The spool is asked for a batch. */
    void expectBatch() {
        this.batchIsComing = true;
    }

    /** All of a batch is here. */
    void endBatch() {
        this.batchIsComing = false;
        this.leftMeanwhile.clear();
    }

    /** A span was left to the spool alone. */
    void noteLeft(UUID spanId) {
        if (this.batchIsComing) {
            this.leftMeanwhile.add(spanId);
        }
    }

    /**
     * Takes over a finished span, a metric, or a note that a span was opened which nobody
     * will end.
     */
    void takeBack(Spooled spooled, long nowNanos) {
        if (isTooEarly(spooled.entry())) {
            this.keeping.release(spooled.receipt());
        }
        else if (spooled.entry() instanceof SpoolEntry.Finished finished) {
            takeSpan(spooled, finished, nowNanos);
        }
        else if (spooled.entry() instanceof SpoolEntry.Opened opened) {
            takeNote(spooled, opened, nowNanos);
        }
        else if (spooled.entry() instanceof SpoolEntry.LateMetric late) {
            takeMetric(spooled, late, nowNanos);
        }
    }

    /**
     * Whether the span that must be there first has left since the spool looked for it.
     * The next batch has both, in their order.
     */
    private boolean isTooEarly(SpoolEntry entry) {
        if (entry instanceof SpoolEntry.Finished finished && this.leftMeanwhile.contains(finished.span().parentId())) {
            this.leftMeanwhile.add(finished.span().id());
            return true;
        }
        return entry instanceof SpoolEntry.LateMetric late && this.leftMeanwhile.contains(late.spanId());
    }

    /** Whether something that has come back is still on its way to the destination. */
    boolean isUnderWay() {
        this.returned.removeIf((each) -> !each.isPending());
        return !this.returned.isEmpty();
    }

    private void takeSpan(Spooled spooled, SpoolEntry.Finished entry, long nowNanos) {
        SpanRecord span = entry.span();
        Delivery delivery = comingBack(span);
        BitSet settledParts = spooled.acknowledged();
        boolean stored = settledParts.get(0);
        int size = stored ? 0 : span.estimatedBytes();
        delivery.epoch = this.account.takeBack(1 + span.metrics().size() - settledParts.cardinality(), size, nowNanos);
        delivery.bytes = size;
        delivery.sinceNanos = since(nowNanos);
        this.keeping.keepAgain(delivery, spooled.receipt(), entry.opening(), stored);
        delivery.mayExist = true;
        ShippingPlan.addMetrics(delivery, span, settledParts, delivery.sinceNanos);
        if (stored) {
            this.plan.conclude(delivery, Fate.STORED);
            return;
        }
        delivery.finished = span;
        delivery.mayBeOpen = entry.opening() == Opening.PERHAPS;
        delivery.parentGone = entry.parentHere() && delivery.parent() == null;
        boolean opened = entry.opening() == Opening.SURELY || delivery.state == State.OPENED;
        delivery.state = opened ? State.OPENED : State.UNSENT;
        this.relatives.add(delivery);
        this.returned.add(delivery);
        this.plan.route(delivery, nowNanos);
    }

    private void takeNote(Spooled spooled, SpoolEntry.Opened opened, long nowNanos) {
        Delivery known = this.relatives.find(opened.snapshot().id());
        if (known != null) {
            known.noteExpected = false;
        }
        if (known != null && !known.isAwaited()) {
            this.keeping.settled(spooled.receipt(), 0);
            if (!known.isPending()) {
                this.relatives.remove(known);
            }
            return;
        }
        if (known != null && !known.node.isRecordDropped()) {
            this.keeping.noteAgain(known, spooled.receipt());
            return;
        }
        complete(opened.ended(spooled.lastSignOfLife()), spooled.receipt(), nowNanos);
    }

    /** Sends the end of a span whose process died. */
    private void complete(SpanRecord ended, SpoolReceipt note, long nowNanos) {
        Delivery delivery = comingBack(ended);
        delivery.mayExist = true;
        delivery.mayBeOpen = true;
        this.relatives.add(delivery);
        this.keeping.noteAgain(delivery, note);
        Item.Finished item = new Item.Finished(delivery.node, ended, ended.estimatedBytes());
        this.account.create(item.span(), item.bytes());
        this.plan.acceptFinished(delivery, item, nowNanos);
    }

    private void takeMetric(Spooled spooled, SpoolEntry.LateMetric late, long nowNanos) {
        Delivery known = this.relatives.findPending(late.spanId());
        Delivery delivery = (known != null) ? known : stored(SpooledNode.ofStored(late.spanId(), late.traceId()));
        delivery.mayExist = true;
        int epoch = this.account.takeBack(1, SpanBuffer.METRIC_BYTES, nowNanos);
        this.plan.attach(delivery,
                new PendingMetric(late.metric(), SpanBuffer.METRIC_BYTES, epoch, since(nowNanos), spooled.receipt(), 0),
                nowNanos);
    }

    private Delivery stored(SpanNode node) {
        Delivery delivery = Delivery.of(node, this.plan);
        delivery.state = State.STORED;
        return delivery;
    }

    /** A span of an earlier plan that still runs, or a stand-in for one that is gone. */
    private Delivery comingBack(SpanRecord span) {
        Delivery known = this.relatives.findPending(span.id());
        if (known != null) {
            return known;
        }
        UUID parentId = span.parentId();
        Delivery above = this.relatives.findPending(parentId);
        return Delivery.of(SpooledNode.of(span, (above != null) ? above.node : null), this.plan);
    }

    /** What comes back is not new, but has all of its time again. */
    private static long since(long nowNanos) {
        return nowNanos - Lanes.NEW_NANOS - 1;
    }

}
