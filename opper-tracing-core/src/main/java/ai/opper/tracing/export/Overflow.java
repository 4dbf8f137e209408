// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.spool.Spool;
import ai.opper.tracing.spool.SpoolEntry;
import ai.opper.tracing.spool.Spooled;

/**
 * Leaves the oldest spans to the spool alone when memory gets short, and fetches what
 * only the spool has when there is room and the destination takes it. Only for the
 * shipping thread; what the spool gives out comes on a thread of the spool.
 */
final class Overflow {

    private static final int BATCH = 100;

    /** How long the spool is not asked again that had nothing. */
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    /** How long the spool needs to write what may leave then. */
    private static final long WRITING_NANOS = Duration.ofMillis(5).toNanos();

    private final Queue<List<Spooled>> arrivals = new ConcurrentLinkedQueue<>();

    private final Spool spool;

    private final ShippingPlan plan;

    private final Safekeeping keeping;

    private final SpanBuffer buffer;

    private final Runnable wakeUp;

    private boolean asked;

    private long notBeforeNanos;

    private boolean crowded;

    Overflow(Spool spool, ShippingPlan plan, Safekeeping keeping, SpanBuffer buffer, Runnable wakeUp, long nowNanos) {
        this.spool = spool;
        this.plan = plan;
        this.keeping = keeping;
        this.buffer = buffer;
        this.wakeUp = wakeUp;
        this.notBeforeNanos = nowNanos;
    }

    boolean hasArrivals() {
        return !this.arrivals.isEmpty();
    }

    void step(SpanExporter exporter, boolean open, long nowNanos) {
        for (List<Spooled> batch = this.arrivals.poll(); batch != null; batch = this.arrivals.poll()) {
            this.asked = false;
            this.notBeforeNanos = batch.isEmpty() ? nowNanos + PAUSE_NANOS : nowNanos;
            batch.forEach((each) -> takeBack(each, exporter, nowNanos));
            this.plan.homecoming().endBatch();
        }
        makeRoom(nowNanos);
        if (isToAsk(open) && nowNanos - this.notBeforeNanos >= 0) {
            this.asked = true;
            this.plan.homecoming().expectBatch();
            this.spool.oldest(BATCH).whenComplete((batch, error) -> {
                this.arrivals.add((batch != null) ? batch : List.of());
                this.wakeUp.run();
            });
        }
    }

    private void takeBack(Spooled spooled, SpanExporter exporter, long nowNanos) {
        if (spooled.entry() instanceof SpoolEntry.ServerId id) {
            exporter.recall(id.spanId(), id.serverId());
            this.keeping.keepIdAgain(id.spanId(), spooled.receipt());
        }
        else {
            this.plan.homecoming().takeBack(spooled, nowNanos);
        }
    }

    /** From half full to a bit less, so that what comes in always finds room. */
    private void makeRoom(long nowNanos) {
        boolean left = true;
        if (this.buffer.bytes() > this.buffer.maxBytes() / 2) {
            while (left && this.buffer.bytes() > this.buffer.maxBytes() * 3 / 8) {
                left = this.plan.leaving().leaveOldest(nowNanos);
            }
        }
        this.crowded = !left;
    }

    private boolean isToAsk(boolean open) {
        return !this.asked && this.spool.status().waiting() > 0 && (open ? hasRoom() : this.plan.lanes().isEmpty());
    }

    /**
     * While more comes than goes, so that memory never empties, what the spool has gets
     * its share a batch at a time.
     */
    private boolean hasRoom() {
        return this.buffer.bytes() < this.buffer.maxBytes() / 4 || !this.plan.homecoming().isUnderWay();
    }

    /** How long until there is something to do that nobody wakes the thread for. */
    long restNanos(boolean open, long nowNanos) {
        if (this.crowded || this.plan.leaving().isWaiting()) {
            return WRITING_NANOS;
        }
        return isToAsk(open) ? Math.max(1, this.notBeforeNanos - nowNanos) : Long.MAX_VALUE;
    }

}
