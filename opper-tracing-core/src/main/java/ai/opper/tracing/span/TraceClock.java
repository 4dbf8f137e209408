// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.time.Instant;

/**
 * The time of one trace: the wall clock is read once, where the trace begins, and the
 * monotonic clock does the rest. So spans of a trace never overlap or run backwards
 * because the wall clock was set meanwhile. Immutable.
 */
public final class TraceClock {

    private static final long NANOS_PER_MICRO = 1_000L;

    private static final long MICROS_PER_MILLI = 1_000L;

    private static final long MICROS_PER_SECOND = 1_000_000L;

    private final long anchorMicros;

    private final long anchorNanoTime;

    TraceClock(Instant wallClock, long nanoTime) {
        this.anchorMicros = wallClock.getEpochSecond() * MICROS_PER_SECOND + wallClock.getNano() / NANOS_PER_MICRO;
        this.anchorNanoTime = nanoTime;
    }

    /**
     * Begins the time of a new trace.
     * @return a clock anchored now
     */
    public static TraceClock start() {
        return new TraceClock(Instant.now(), System.nanoTime());
    }

    /**
     * Tells when the trace began.
     * @return milliseconds since the epoch
     */
    public long startMillis() {
        return epochMillisAt(this.anchorNanoTime);
    }

    /**
     * Tells when the trace began by the monotonic clock.
     * @return what {@link #nanoTime()} returned then
     */
    public long startNanoTime() {
        return this.anchorNanoTime;
    }

    /**
     * Reads the monotonic clock.
     * @return nanoseconds that mean something only to {@link #at(long)}
     */
    public static long nanoTime() {
        return System.nanoTime();
    }

    /**
     * Tells the time of a reading of the monotonic clock.
     * @param nanoTime what {@link #nanoTime()} returned
     * @return the time, in whole microseconds
     */
    public Instant at(long nanoTime) {
        long micros = microsAt(nanoTime);
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND),
                Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    /**
     * Tells the time of a reading of the monotonic clock.
     * @param nanoTime what {@link #nanoTime()} returned
     * @return milliseconds since the epoch
     */
    public long epochMillisAt(long nanoTime) {
        return Math.floorDiv(microsAt(nanoTime), MICROS_PER_MILLI);
    }

    private long microsAt(long nanoTime) {
        return this.anchorMicros + (nanoTime - this.anchorNanoTime) / NANOS_PER_MICRO;
    }

}
