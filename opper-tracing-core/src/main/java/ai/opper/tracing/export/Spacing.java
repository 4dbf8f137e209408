// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;

/** Keeps requests apart, so that they come evenly. Knows no clock and no thread. */
final class Spacing {

    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    /** What was missed because nobody looked may be made up for. */
    private static final long MAX_CATCH_UP = Duration.ofMillis(15).toNanos();

    private long nextNanos;

    void begin(long nowNanos) {
        this.nextNanos = nowNanos;
    }

    /** How long until the next request may be made. */
    long untilNext(long nowNanos) {
        return Math.max(0, this.nextNanos - nowNanos);
    }

    /** A request is made. */
    void passed(long nowNanos, double perSecond) {
        long earliest = nowNanos - MAX_CATCH_UP;
        long from = (this.nextNanos - earliest > 0) ? this.nextNanos : earliest;
        this.nextNanos = from + (long) (SECOND / perSecond);
    }

}
