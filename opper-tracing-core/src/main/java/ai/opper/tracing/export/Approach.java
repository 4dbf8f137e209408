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

    private final Spacing spacing = new Spacing();

    private long quickenNanos;

    /**
     * The destination is back.
     * @param usualPerSecond how many requests it was used to
     */
    void begin(int usualPerSecond, long nowNanos) {
        this.spacing.limit(Math.max(MIN_PER_SECOND, SHARE * usualPerSecond));
        this.quickenNanos = nowNanos + STEP;
        this.spacing.begin(nowNanos);
    }

    /** There is no time for it. */
    void end() {
        this.spacing.free();
    }

    /** How long until the next request of the backlog may be made. */
    long untilNext(long nowNanos) {
        while (nowNanos - this.quickenNanos >= 0 && !this.spacing.isFree()) {
            this.quickenNanos += STEP;
            this.spacing.quicken(2);
        }
        return this.spacing.untilNext(nowNanos);
    }

    void sent(long nowNanos) {
        this.spacing.passed(nowNanos);
    }

}
