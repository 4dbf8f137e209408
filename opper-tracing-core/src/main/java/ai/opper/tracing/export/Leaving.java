// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.export.Delivery.PendingMetric;
import ai.opper.tracing.export.Delivery.State;
import ai.opper.tracing.spool.SpoolReceipt;

/**
 * Leaves spans to the spool alone. What belongs to such a span follows it as soon as it
 * is written. Only for the shipping thread.
 */
final class Leaving {

    /** A disk that takes longer than this does not work. */
    static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final ShippingPlan plan;

    private final Account account;

    private final Safekeeping keeping;

    private final Relatives relatives;

    private final Deque<Follower> followers = new ArrayDeque<>();

    Leaving(ShippingPlan plan, Account account, Safekeeping keeping, Relatives relatives) {
        this.plan = plan;
        this.account = account;
        this.keeping = keeping;
        this.relatives = relatives;
    }

    /**
     * Has only the spool keep the oldest finished span, and what waits for it.
     * @return whether there was one
     */
    boolean leaveOldest(long nowNanos) {
        Delivery oldest = this.keeping.oldestReleasable();
        if (oldest != null) {
            leave(oldest, nowNanos);
        }
        return oldest != null;
    }

    /** Has a span, or a metric of it, follow as soon as it is written. */
    void follow(Delivery delivery, @Nullable PendingMetric metric, long nowNanos) {
        this.followers.add(new Follower(delivery, metric, nowNanos));
    }

    /** Whether something waits to be written before it goes its way. */
    boolean isWaiting() {
        return !this.followers.isEmpty();
    }

    /** Lets everything go that is written, and sends it if the disk fails. */
    void advance(long nowNanos) {
        for (int count = this.followers.size(); count > 0; count--) {
            Follower follower = this.followers.remove();
            if (!follower.hasLeft()) {
                advance(follower, nowNanos);
            }
        }
    }

    private void advance(Follower follower, long nowNanos) {
        PendingMetric metric = follower.metric();
        Delivery delivery = follower.delivery();
        SpoolReceipt receipt = (metric != null) ? metric.receipt() : delivery.receipt;
        if (this.keeping.isStored(receipt)) {
            if (metric == null) {
                leave(delivery, nowNanos);
            }
            else {
                this.keeping.release(receipt);
                this.account.handOver(metric.epoch(), metric.bytes());
            }
        }
        else if (follower.isPatient(nowNanos)) {
            this.followers.add(follower);
        }
        else if (metric == null) {
            this.plan.create(delivery);
        }
        else {
            this.plan.lanes().add(Task.metric(delivery, metric));
        }
    }

    private void leave(Delivery delivery, long nowNanos) {
        Delivery parent = delivery.parent();
        if (parent != null && parent.isPending()) {
            this.relatives.add(parent);
        }
        this.plan.forget(delivery);
        this.plan.stopHolding(delivery);
        this.keeping.release(delivery);
        this.account.handOver(delivery.epoch, delivery.bytes);
        delivery.state = State.SPOOLED;
        this.plan.homecoming().noteLeft(delivery.node.id());
        this.plan.lanes().noteUnneeded();
        delivery.finished = null;
        for (PendingMetric metric : delivery.takeMetrics()) {
            if (metric.receipt() == delivery.receipt) {
                this.account.handOver(metric.epoch(), metric.bytes());
            }
            else {
                follow(delivery, metric, nowNanos);
            }
        }
        for (Delivery child : delivery.takeWaiting()) {
            if (child.finished != null && child.state == State.UNSENT) {
                this.plan.stopHolding(child);
                follow(child, null, nowNanos);
            }
        }
    }

    /**
     * Who follows.
     *
     * @param delivery the span, or the span of the metric
     * @param metric the metric, if it is one
     * @param sinceNanos since when
     */
    private record Follower(Delivery delivery, @Nullable PendingMetric metric, long sinceNanos) {

        /** Whether the span has left in another way meanwhile. */
        boolean hasLeft() {
            return this.metric == null && this.delivery.state != State.UNSENT;
        }

        boolean isPatient(long nowNanos) {
            return nowNanos - this.sinceNanos < PATIENCE_NANOS;
        }

    }

}
