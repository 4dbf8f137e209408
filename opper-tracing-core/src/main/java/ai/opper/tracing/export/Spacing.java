// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;

/**
 * Keeps requests apart, so that no more than so many are made in a second and these come
 * evenly. Knows no clock and no thread.
 */
final class Spacing {

    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    /** What was missed because nobody looked may be made up for. */
    private static final long MAX_CATCH_UP = Duration.ofMillis(15).toNanos();

    /** As quick as this is as good as no limit. */
    private static final double MAX_PER_SECOND = 10_000;

    private double perSecond = Double.POSITIVE_INFINITY;

    private long nextNanos;

    /** The next request may be made at once. */
    void begin(long nowNanos) {
        this.nextNanos = nowNanos;
    }

    /** Sets how many requests may be made in a second. */
    void limit(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Takes the limit away. */
    void free() {
        this.perSecond = Double.POSITIVE_INFINITY;
    }

    boolean isFree() {
        return Double.isInfinite(this.perSecond);
    }

    /** Infinite when there is no limit. */
    double perSecond() {
        return this.perSecond;
    }

    void quicken(double factor) {
        double faster = factor * this.perSecond;
        this.perSecond = (faster < MAX_PER_SECOND) ? faster : Double.POSITIVE_INFINITY;
    }

    /** How long until the next request may be made. */
    long untilNext(long nowNanos) {
        return isFree() ? 0 : Math.max(0, this.nextNanos - nowNanos);
    }

    /** A request is made. */
    void passed(long nowNanos) {
        if (!isFree()) {
            long earliest = nowNanos - MAX_CATCH_UP;
            long from = (this.nextNanos - earliest > 0) ? this.nextNanos : earliest;
            this.nextNanos = from + (long) (SECOND / this.perSecond);
        }
    }

}
