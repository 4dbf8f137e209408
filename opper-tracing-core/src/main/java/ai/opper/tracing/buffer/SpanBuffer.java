// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.buffer;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;

/**
 * The buffer between application threads and the shipping thread. When it is full the
 * newest is dropped and counted. Bytes stay reserved until a span has been settled, so
 * the bound holds for everything that waits in memory, not only for the queue.
 */
public final class SpanBuffer implements SpanSink {

    private static final int METRIC_BYTES = 200;

    private final Queue<Item> queue = new ConcurrentLinkedQueue<>();

    private final AtomicLong bytes = new AtomicLong();

    private final long maxBytes;

    private final Ledger ledger;

    private final Problems problems;

    private volatile @Nullable Consumer consumer;

    public SpanBuffer(long maxBytes, Ledger ledger, Problems problems) {
        this.maxBytes = maxBytes;
        this.ledger = ledger;
        this.problems = problems;
    }

    /**
     * Names who takes items out.
     * @param consumer the consumer; {@code null} when nobody does any more, so that
     * everything that comes is counted as dropped
     */
    public void connect(@Nullable Consumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public void accept(SpanNode node, SpanRecord span) {
        int size = span.estimatedBytes();
        int items = 1 + span.metrics().size();
        boolean urgent = node.parent() == null;
        if (admits(size, items)) {
            put(new Item.Finished(node, span, size), urgent);
        }
        else {
            put(new Item.Lost(node), urgent);
        }
    }

    @Override
    public void accept(SpanNode node, MetricRecord metric) {
        if (admits(METRIC_BYTES, 1)) {
            put(new Item.LateMetric(node, metric, METRIC_BYTES), true);
        }
    }

    private boolean admits(int size, int items) {
        if (this.consumer == null) {
            this.ledger.countDropped(Drop.SHUTDOWN, items);
            return false;
        }
        if (this.bytes.addAndGet(size) > this.maxBytes) {
            this.bytes.addAndGet(-size);
            this.ledger.countDropped(Drop.MEMORY_FULL, items);
            this.problems.report(Problem.BUFFER_FULL, "SpanBuffer",
                    "a span was dropped because " + this.maxBytes + " bytes of spans are waiting", null);
            return false;
        }
        return true;
    }

    private void put(Item item, boolean urgent) {
        Consumer current = this.consumer;
        if (current != null) {
            this.queue.add(item);
            current.itemAdded(urgent);
        }
    }

    /**
     * Takes the oldest item out. Only for the shipping thread.
     * @return the item, or {@code null} when there is none
     */
    public @Nullable Item poll() {
        return this.queue.poll();
    }

    public boolean isEmpty() {
        return this.queue.isEmpty();
    }

    /**
     * Gives room back.
     * @param size the bytes of an item that has been settled
     */
    public void release(int size) {
        this.bytes.addAndGet(-size);
    }

    /**
     * How many bytes are waiting, here and with whoever took them out.
     * @return bytes
     */
    public long bytes() {
        return this.bytes.get();
    }

    /** Is told of new items. */
    @FunctionalInterface
    public interface Consumer {

        /**
         * Called by application threads after an item was put in. Must neither block nor
         * throw.
         * @param urgent whether the item can be sent at once, since nothing holds it
         */
        void itemAdded(boolean urgent);

    }

}
