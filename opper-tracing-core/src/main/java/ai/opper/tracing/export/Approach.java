// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;

/**
 * How quickly the backlog goes to a destination that was away, which has many to serve
 * when it is back: a third of what it was used to, and twice as quickly every half
 * second. With what is new, nobody asks for more than one and a half times as much as
 * ever in the first second. Knows no clock and no thread.
 */
final class Approach {

    private static final double SHARE = 1 / 3.;

    /** Fewer than these in a second do nobody any harm. */
    private static final double MIN_PER_SECOND = 5;

    private static final long STEP = Duration.ofMillis(500).toNanos();

    /** As quick as this is as good as no limit. */
    private static final double MAX_PER_SECOND = 10_000;

    private final Spacing spacing = new Spacing();

    private double perSecond = Double.POSITIVE_INFINITY;

    private long quickenNanos;

    /**
     * The destination is back.
     * @param usualPerSecond how many requests it was used to
     */
    void begin(int usualPerSecond, long nowNanos) {
        this.perSecond = Math.max(MIN_PER_SECOND, SHARE * usualPerSecond);
        this.quickenNanos = nowNanos + STEP;
        this.spacing.begin(nowNanos);
    }

    /** There is no time for it. */
    void end() {
        this.perSecond = Double.POSITIVE_INFINITY;
    }

    /** How long until the next request of the backlog may be made. */
    long untilNext(long nowNanos) {
        while (nowNanos - this.quickenNanos >= 0 && !Double.isInfinite(this.perSecond)) {
            this.quickenNanos += STEP;
            double faster = 2 * this.perSecond;
            this.perSecond = (faster < MAX_PER_SECOND) ? faster : Double.POSITIVE_INFINITY;
        }
        return Double.isInfinite(this.perSecond) ? 0 : this.spacing.untilNext(nowNanos);
    }

    void sent(long nowNanos) {
        if (!Double.isInfinite(this.perSecond)) {
            this.spacing.passed(nowNanos, this.perSecond);
        }
    }

}
