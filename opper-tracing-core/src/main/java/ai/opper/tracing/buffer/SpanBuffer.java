// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.buffer;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

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

    /** How much of the buffer a metric takes that comes after its span. */
    public static final int METRIC_BYTES = 200;

    /** Notices take no bytes of the buffer, so their number is bounded. */
    private static final int MAX_NOTICES = 10_000;

    private final Queue<Item> queue = new ConcurrentLinkedQueue<>();

    private final AtomicInteger notices = new AtomicInteger();

    private final AtomicLong bytes = new AtomicLong();

    private final AtomicReference<@Nullable Consumer> consumer = new AtomicReference<>();

    private final long maxBytes;

    private final Ledger ledger;

    private final Problems problems;

    private volatile Drop unconnected = Drop.SHUTDOWN;

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
        this.unconnected = Drop.SHUTDOWN;
        this.consumer.set(consumer);
    }

    /**
     * Says that a consumer takes nothing out any more, unless another one has taken its
     * place already.
     * @param consumer the consumer that has failed
     * @param reason why everything that comes from now on is dropped
     */
    public void disconnect(Consumer consumer, Drop reason) {
        if (this.consumer.compareAndSet(consumer, null)) {
            this.unconnected = reason;
        }
    }

    @Override
    public void accept(SpanNode node, SpanRecord span) {
        int size = span.estimatedBytes();
        boolean urgent = node.parent() == null;
        if (admits(size, itemsOf(span))) {
            put(new Item.Finished(node, span, size), urgent);
        }
        else {
            node.dropRecord();
            putNotice(new Item.Lost(node), urgent);
        }
    }

    @Override
    public void announce(SpanNode node) {
        putNotice(new Item.Announced(node), false);
    }

    @Override
    public CompletableFuture<Boolean> open(SpanNode node) {
        CompletableFuture<Boolean> stored = new CompletableFuture<>();
        if (!putNotice(new Item.Needed(node, stored), true)) {
            stored.complete(false);
        }
        return stored;
    }

    @Override
    public void accept(SpanNode node, MetricRecord metric) {
        if (admits(METRIC_BYTES, 1)) {
            put(new Item.LateMetric(node, metric, METRIC_BYTES), true);
        }
    }

    private static int itemsOf(SpanRecord span) {
        return 1 + span.metrics().size();
    }

    private boolean admits(int size, int items) {
        if (this.consumer.get() == null) {
            refuse(items);
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

    private void refuse(int items) {
        Drop reason = this.unconnected;
        this.ledger.countDropped(reason, items);
        if (reason == Drop.SHUTDOWN) {
            this.problems.report(Problem.RECORDED_AFTER_STOP, "SpanBuffer",
                    "a span was recorded when nothing was sent any more, since the application was stopping", null);
        }
    }

    private void put(Item item, boolean urgent) {
        this.queue.add(item);
        Consumer current = this.consumer.get();
        if (current != null) {
            current.itemAdded(urgent);
        }
        else if (this.queue.remove(item)) {
            // The consumer left between the admission and now, so it may not have seen
            // this; whoever gets the item out of the queue settles it.
            discard(item);
        }
    }

    private boolean putNotice(Item item, boolean urgent) {
        if (this.consumer.get() == null) {
            return false;
        }
        if (this.notices.incrementAndGet() > MAX_NOTICES) {
            this.notices.decrementAndGet();
            return false;
        }
        put(item, urgent);
        return true;
    }

    private static boolean isNotice(@Nullable Item item) {
        return item instanceof Item.Lost || item instanceof Item.Announced || item instanceof Item.Needed;
    }

    /**
     * Takes the oldest item out. Only for the shipping thread.
     * @return the item, or {@code null} when there is none
     */
    public @Nullable Item poll() {
        Item item = this.queue.poll();
        if (isNotice(item)) {
            this.notices.decrementAndGet();
        }
        return item;
    }

    /**
     * Counts everything that is still here as dropped, and gives its room back. For a
     * consumer that has left; when another one has come meanwhile, it all is that one's.
     * @return how many spans and metrics these were
     */
    public int discardAll() {
        int items = 0;
        while (this.consumer.get() == null) {
            Item item = this.queue.poll();
            if (item == null) {
                break;
            }
            items += discard(item);
        }
        return items;
    }

    private int discard(Item item) {
        if (item instanceof Item.Finished finished) {
            finished.node().dropRecord();
            return discard(itemsOf(finished.span()), finished.bytes());
        }
        if (item instanceof Item.LateMetric late) {
            return discard(1, late.bytes());
        }
        if (item instanceof Item.Needed needed) {
            needed.stored().complete(false);
        }
        this.notices.decrementAndGet();
        return 0;
    }

    private int discard(int items, int size) {
        release(size);
        this.ledger.countDropped(this.unconnected, items);
        return items;
    }

    public boolean isEmpty() {
        return this.queue.isEmpty();
    }

    /**
     * Gives room back, or takes it for something that comes back from elsewhere.
     * @param size the bytes of an item that has been settled; negative for one that takes
     * room, whether there is any or not
     */
    public void release(long size) {
        this.bytes.addAndGet(-size);
    }

    /**
     * How many bytes may wait.
     * @return bytes
     */
    public long maxBytes() {
        return this.maxBytes;
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
