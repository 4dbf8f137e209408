// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.buffer.Item;
import ai.opper.tracing.export.Delivery.PendingMetric;
import ai.opper.tracing.export.Delivery.State;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;

/**
 * Decides what is sent when. Knows no thread, no clock and no network: it is told what
 * has happened and what time it is, and gives out the tasks that are due.
 *
 * <p>
 * The rules: a child is not sent before its parent exists at the destination. A finished
 * span is sent at once when its parent exists, and otherwise waits for it; after the hold
 * its running ancestors are opened for its sake. A span that was opened is completed, a
 * span that was not is created, and neither happens twice. Metrics follow their span.
 */
final class ShippingPlan {

    private final long holdNanos;

    private final Ledger ledger;

    private final IntConsumer release;

    private final Queue<Task> ready = new ArrayDeque<>();

    private final PriorityQueue<Waiting> retries = new PriorityQueue<>(Comparator.comparingLong(Waiting::dueNanos));

    /** Finished spans in the order in which their hold ends. */
    private final Deque<Held> held = new ArrayDeque<>();

    /** How many items of each epoch are not settled. */
    private final TreeMap<Integer, Integer> unsettled = new TreeMap<>();

    private int epoch;

    private boolean lastAttempt;

    ShippingPlan(long holdNanos, Ledger ledger, IntConsumer release) {
        this.holdNanos = holdNanos;
        this.ledger = ledger;
        this.release = release;
    }

    /** Takes an item over. */
    void accept(Item item, long nowNanos) {
        Delivery delivery = Delivery.of(item.node());
        if (item instanceof Item.Finished finished) {
            delivery.finished = finished.span();
            delivery.bytes = finished.bytes();
            delivery.epoch = this.epoch;
            created(1 + finished.span().metrics().size());
            for (MetricRecord metric : finished.span().metrics()) {
                delivery.metrics.add(new PendingMetric(metric, 0, this.epoch));
            }
            route(delivery, nowNanos);
        }
        else if (item instanceof Item.LateMetric late) {
            created(1);
            attach(delivery, new PendingMetric(late.metric(), late.bytes(), this.epoch));
        }
        else if (delivery.state == State.UNSENT) {
            lose(delivery, Drop.MEMORY_FULL);
        }
    }

    private void created(int items) {
        this.unsettled.merge(this.epoch, items, Integer::sum);
    }

    private void route(Delivery delivery, long nowNanos) {
        switch (delivery.state) {
            case UNSENT -> routeUnsent(delivery, nowNanos);
            case OPENED -> this.ready.add(Task.complete(delivery));
            case CREATING -> {
                // It is being opened, and will be completed when that is done.
            }
            case STORED, LOST -> lose(delivery, Drop.PARENT_DROPPED);
        }
    }

    private void routeUnsent(Delivery delivery, long nowNanos) {
        Delivery parent = delivery.parent();
        if (parent == null || parent.exists()) {
            create(delivery);
        }
        else if (parent.state == State.LOST) {
            lose(delivery, Drop.PARENT_DROPPED);
        }
        else if (!delivery.openRequested) {
            parent.addWaiting(delivery);
            this.held.add(new Held(delivery, nowNanos + this.holdNanos));
        }
    }

    private void create(Delivery delivery) {
        delivery.state = State.CREATING;
        this.ready.add((delivery.finished != null) ? Task.create(delivery) : Task.open(delivery));
    }

    private void attach(Delivery delivery, PendingMetric metric) {
        switch (delivery.state) {
            case STORED -> this.ready.add(Task.metric(delivery, metric));
            case LOST -> settle(metric, Drop.PARENT_DROPPED);
            default -> delivery.metrics.add(metric);
        }
    }

    /** Brings everything up that has become due. */
    void advance(long nowNanos) {
        while (!this.held.isEmpty() && this.held.peekFirst().untilNanos() - nowNanos <= 0) {
            needParentOf(this.held.removeFirst().delivery());
        }
        while (!this.retries.isEmpty() && this.retries.peek().dueNanos() - nowNanos <= 0) {
            this.ready.add(this.retries.remove().task());
        }
    }

    private void needParentOf(Delivery delivery) {
        Delivery parent = delivery.parent();
        if (parent == null || delivery.state != State.UNSENT) {
            return;
        }
        boolean stillRuns = parent.state == State.UNSENT && parent.finished == null && !parent.openRequested;
        if (stillRuns && !parent.node.isEnded()) {
            open(parent);
        }
        else {
            needParentOf(parent);
        }
    }

    private void open(Delivery delivery) {
        delivery.openRequested = true;
        Delivery parent = delivery.parent();
        if (parent == null || parent.exists()) {
            create(delivery);
        }
        else {
            parent.addWaiting(delivery);
            needParentOf(delivery);
        }
    }

    /** The next request to send, if one is due. */
    @Nullable Task next() {
        return this.ready.poll();
    }

    /** When {@link #advance} has something to do next, or {@link Long#MAX_VALUE}. */
    long nextDueNanos(long nowNanos) {
        long due = Long.MAX_VALUE;
        if (!this.held.isEmpty()) {
            due = Math.max(0, this.held.peekFirst().untilNanos() - nowNanos);
        }
        if (!this.retries.isEmpty()) {
            due = Math.min(due, Math.max(0, this.retries.peek().dueNanos() - nowNanos));
        }
        return due;
    }

    /** Notes that a request was carried out. */
    void stored(Task task) {
        Delivery delivery = task.delivery;
        switch (task.kind) {
            case OPEN -> opened(delivery);
            case CREATE, COMPLETE -> finished(delivery);
            case METRIC -> settle(task.metric, null);
        }
    }

    private void opened(Delivery delivery) {
        delivery.state = State.OPENED;
        if (delivery.finished != null) {
            this.ready.add(Task.complete(delivery));
        }
        releaseWaiting(delivery);
    }

    private void finished(Delivery delivery) {
        delivery.state = State.STORED;
        settleSpan(delivery, null);
        for (PendingMetric metric : delivery.metrics) {
            this.ready.add(Task.metric(delivery, metric));
        }
        delivery.metrics.clear();
        releaseWaiting(delivery);
    }

    private void releaseWaiting(Delivery delivery) {
        for (Delivery child : delivery.takeWaiting()) {
            if (child.state == State.UNSENT) {
                create(child);
            }
        }
    }

    /** Notes that a request will be made again, or not. */
    void failed(Task task, long retryAtNanos) {
        if (this.lastAttempt) {
            abandon(task, Drop.SHUTDOWN);
        }
        else {
            this.retries.add(new Waiting(task, retryAtNanos));
        }
    }

    /** Notes that a request is refused for good. */
    void rejected(Task task) {
        abandon(task, Drop.REJECTED);
    }

    private void abandon(Task task, Drop reason) {
        switch (task.kind) {
            case METRIC -> settle(task.metric, reason);
            case COMPLETE -> {
                task.delivery.state = State.STORED;
                settleSpan(task.delivery, reason);
                task.delivery.metrics.forEach((metric) -> this.ready.add(Task.metric(task.delivery, metric)));
                task.delivery.metrics.clear();
            }
            case OPEN, CREATE -> lose(task.delivery, reason);
        }
    }

    /** Gives a span up, and with it whatever needs it. */
    private void lose(Delivery delivery, Drop reason) {
        delivery.state = State.LOST;
        if (delivery.finished != null) {
            settleSpan(delivery, reason);
        }
        delivery.metrics.forEach((metric) -> settle(metric, reason));
        delivery.metrics.clear();
        delivery.takeWaiting().forEach((child) -> lose(child, Drop.PARENT_DROPPED));
    }

    private void settleSpan(Delivery delivery, @Nullable Drop reason) {
        delivery.finished = null;
        settle(delivery.epoch, delivery.bytes, reason);
    }

    private void settle(@Nullable PendingMetric metric, @Nullable Drop reason) {
        if (metric != null) {
            settle(metric.epoch(), metric.bytes(), reason);
        }
    }

    private void settle(int itemEpoch, int bytes, @Nullable Drop reason) {
        if (reason == null) {
            this.ledger.countStored(1);
        }
        else {
            this.ledger.countDropped(reason, 1);
        }
        this.release.accept(bytes);
        this.unsettled.computeIfPresent(itemEpoch, (key, count) -> (count > 1) ? count - 1 : null);
    }

    /**
     * Lets nothing wait for its parent to end any more.
     * @return the epoch that is settled when {@link #isSettled} says so
     */
    int flush() {
        List<Held> waiting = List.copyOf(this.held);
        this.held.clear();
        waiting.forEach((each) -> needParentOf(each.delivery()));
        return this.epoch++;
    }

    boolean isSettled(int flushedEpoch) {
        return this.unsettled.isEmpty() || this.unsettled.firstKey() > flushedEpoch;
    }

    /**
     * Whether nothing is due now or later. Spans may still wait for parents that never
     * come.
     */
    boolean hasNothingToSend() {
        return this.ready.isEmpty() && this.retries.isEmpty();
    }

    /** From now on a request that fails is not made again. */
    void stopRetrying() {
        this.lastAttempt = true;
        while (!this.retries.isEmpty()) {
            this.ready.add(this.retries.remove().task());
        }
    }

    /** How many items have no fate. */
    int unsettled() {
        return this.unsettled.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * A span that waits for its parent to end.
     *
     * @param delivery the span
     * @param untilNanos when it waits no longer
     */
    private record Held(Delivery delivery, long untilNanos) {
    }

    /**
     * A request that will be made again.
     *
     * @param task the request
     * @param dueNanos when
     */
    private record Waiting(Task task, long dueNanos) {
    }

}
