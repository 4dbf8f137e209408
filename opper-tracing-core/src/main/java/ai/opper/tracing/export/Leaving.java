// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.export.Delivery.PendingMetric;

/**
 * Spans and metrics that belong to a span that only the spool has, so that they follow it
 * there as soon as they are written. Only for the shipping thread.
 */
final class Leaving {

    /** A disk that takes longer than this does not work. */
    static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Deque<Leaver> leavers = new ArrayDeque<>();

    void add(Delivery delivery, @Nullable PendingMetric metric, long nowNanos) {
        this.leavers.add(new Leaver(delivery, metric, nowNanos));
    }

    int size() {
        return this.leavers.size();
    }

    /** The next one, which is in line no longer. */
    @Nullable Leaver poll() {
        return this.leavers.poll();
    }

    /** Puts one in line again. */
    void addAgain(Leaver leaver) {
        this.leavers.add(leaver);
    }

    /**
     * Who leaves.
     *
     * @param delivery the span, or the span of the metric
     * @param metric the metric, if it is one
     * @param sinceNanos since when
     */
    record Leaver(Delivery delivery, @Nullable PendingMetric metric, long sinceNanos) {

        /** Whether the span has left in another way meanwhile. */
        boolean hasLeft() {
            return this.metric == null && this.delivery.state != Delivery.State.UNSENT;
        }

        boolean isPatient(long nowNanos) {
            return nowNanos - this.sinceNanos < PATIENCE_NANOS;
        }

    }

}
