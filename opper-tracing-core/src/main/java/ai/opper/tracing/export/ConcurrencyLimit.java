// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;

/**
 * How many requests may be under way: one more for each round that goes well, half when
 * the destination says that it is too much, a tenth less when several answers in a row
 * take much longer than they did. Knows no clock and no thread.
 */
final class ConcurrencyLimit {

    static final int FIRST = 8;

    private static final int SLOW_FACTOR = 2;

    /** Differences below this are the scheduler's, not the destination's. */
    private static final long SLOW_AT_LEAST_NANOS = Duration.ofMillis(10).toNanos();

    /** A single slow answer is not about how much there is to do. */
    private static final int SLOW_IN_A_ROW = 3;

    private static final double WEIGHT = 0.1;

    private static final double LESS = 0.9;

    private final int max;

    private int limit;

    /** Successes since the limit changed. */
    private int successes;

    private int slowInARow;

    private double averageNanos;

    /** Answers to requests that were made before this say nothing about the limit now. */
    private long changedNanos;

    private boolean reduced;

    ConcurrencyLimit(int max) {
        this.max = max;
        this.limit = Math.min(FIRST, max);
    }

    int limit() {
        return this.limit;
    }

    /**
     * A request was answered.
     * @param sentNanos when it was made
     * @param nowNanos when it was answered
     * @param needed whether the limit kept others from being made
     */
    void answered(long sentNanos, long nowNanos, boolean needed) {
        long took = nowNanos - sentNanos;
        boolean slow = this.averageNanos > 0 && took > SLOW_FACTOR * this.averageNanos
                && took - this.averageNanos > SLOW_AT_LEAST_NANOS;
        this.slowInARow = slow ? this.slowInARow + 1 : 0;
        boolean tooSlow = this.slowInARow >= SLOW_IN_A_ROW;
        if (!slow || tooSlow) {
            this.averageNanos += (this.averageNanos > 0) ? WEIGHT * (took - this.averageNanos) : took;
        }
        if (tooSlow) {
            reduce(Math.min(this.limit - 1, (int) (this.limit * LESS)), sentNanos, nowNanos);
        }
        else if (needed && ++this.successes >= this.limit) {
            this.successes = 0;
            this.limit = Math.min(this.max, this.limit + 1);
        }
    }

    /** The destination said that it is too much, or did not answer in time. */
    void overloaded(long sentNanos, long nowNanos) {
        reduce(this.limit / 2, sentNanos, nowNanos);
    }

    /** The destination was away: it is approached with care. */
    void restart(long nowNanos) {
        set(1, nowNanos);
    }

    /** Requests that were under way together count once. */
    private void reduce(int next, long sentNanos, long nowNanos) {
        if (!this.reduced || sentNanos - this.changedNanos >= 0) {
            set(next, nowNanos);
        }
    }

    private void set(int next, long nowNanos) {
        this.limit = Math.max(1, next);
        this.successes = 0;
        this.slowInARow = 0;
        this.changedNanos = nowNanos;
        this.reduced = true;
    }

}
