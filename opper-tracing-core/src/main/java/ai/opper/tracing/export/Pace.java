// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.Arrays;

/**
 * How quickly requests may follow one another. There is no limit until the destination
 * says that it was asked too often; from then on no more than it had taken in the second
 * before. After a while without complaint the pace quickens until there is no limit any
 * more. Waiting alone would not do: whoever comes back at full speed is sent away again.
 * A complaint that came while there was little to send, or when much less was stored than
 * the pace allows, says nothing about how much would be too much, and slows down for a
 * moment only. Knows no clock and no thread.
 */
final class Pace {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static final int SLICES = 100;

    private static final long SLICE = SECOND / SLICES;

    /** So that the limit itself is not touched again, not even by catching up. */
    private static final double BELOW = 0.98;

    private static final double LESS = 0.7;

    /** Fewer than these in a second say nothing about a limit. */
    private static final int MIN_LEARNT = 10;

    private static final long HOLD = Duration.ofSeconds(60).toNanos();

    private static final long STEP = Duration.ofSeconds(5).toNanos();

    /** The longer nobody complains, the larger the steps. */
    private static final double FASTER = 1.1;

    private static final double MUCH_FASTER = 2;

    /** What was stored in the slices of the last second. */
    private final int[] stored = new int[SLICES];

    private long slice;

    private boolean complained;

    /** Whether there was more to send than the destination took when it complained. */
    private boolean busy;

    /** Whether the pace is what the destination was seen to take. */
    private boolean learnt;

    private long openedNanos;

    private long idleNanos;

    private final Spacing spacing = new Spacing();

    private long quickenNanos;

    private double step = FASTER;

    Pace(long nowNanos) {
        this.slice = Math.floorDiv(nowNanos, SLICE);
        this.openedNanos = nowNanos;
        this.idleNanos = nowNanos;
    }

    /** There is nothing to send that could be sent. */
    void idle(long nowNanos) {
        this.idleNanos = nowNanos;
    }

    /** Something was stored. What is stored after a complaint was sent before it. */
    void stored(long nowNanos) {
        if (!this.complained) {
            forgetOldSlices(nowNanos);
        }
        this.stored[Math.floorMod(this.slice, SLICES)]++;
    }

    private void forgetOldSlices(long nowNanos) {
        long current = Math.floorDiv(nowNanos, SLICE);
        for (int i = 0; this.slice != current && i < SLICES; i++) {
            this.slice++;
            this.stored[Math.floorMod(this.slice, SLICES)] = 0;
        }
        this.slice = current;
    }

    /** The destination was asked too often. */
    void tooOften(long nowNanos) {
        if (!this.complained) {
            forgetOldSlices(nowNanos);
            this.complained = true;
            boolean sinceOpened = this.idleNanos - this.openedNanos <= 0;
            this.busy = sinceOpened || nowNanos - this.idleNanos >= SECOND;
        }
    }

    /** The destination may be asked again. */
    void goOn(long nowNanos) {
        if (this.complained) {
            slowDown(usualPerSecond());
            Arrays.fill(this.stored, 0);
            this.complained = false;
            this.spacing.begin(nowNanos);
            this.quickenNanos = nowNanos + (this.learnt ? HOLD : SECOND);
            this.step = FASTER;
        }
        this.openedNanos = nowNanos;
    }

    /** How much was stored in the last second in which anything was. */
    int usualPerSecond() {
        return Arrays.stream(this.stored).sum();
    }

    private void slowDown(int lastSecond) {
        double pace = this.spacing.perSecond();
        boolean atThePace = this.spacing.isFree() || lastSecond >= LESS * pace;
        this.learnt = this.busy && lastSecond >= MIN_LEARNT && atThePace;
        if (this.learnt) {
            this.spacing.limit(Math.min(pace, BELOW * lastSecond));
        }
        else if (!this.spacing.isFree()) {
            this.spacing.limit(Math.max(MIN_LEARNT, LESS * pace));
        }
    }

    /** How long until the next request may be made. */
    long untilNext(long nowNanos) {
        while (nowNanos - this.quickenNanos >= 0 && !this.spacing.isFree()) {
            this.quickenNanos += this.learnt ? STEP : SECOND;
            this.spacing.quicken(this.learnt ? this.step : MUCH_FASTER);
            this.step *= FASTER;
        }
        return this.spacing.untilNext(nowNanos);
    }

    void sent(long nowNanos) {
        this.spacing.passed(nowNanos);
    }

    /**
     * How many requests are made in a second at most; infinite when there is no limit.
     */
    double perSecond() {
        return this.spacing.perSecond();
    }

}
