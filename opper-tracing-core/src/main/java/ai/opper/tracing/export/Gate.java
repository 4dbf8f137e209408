// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Whether the destination may be asked at all. It closes for all requests alike when the
 * destination asks to be left alone, refuses the key or fails again and again; when its
 * time is over one request probes whether it may be opened. Knows no clock and no thread.
 */
final class Gate {

    /** How many failures without a success in between close the gate. */
    static final int FAILURES_TO_CLOSE = 5;

    static final Duration MAX_ASKED = Duration.ofMinutes(5);

    static final Duration UNAUTHORIZED_PAUSE = Duration.ofSeconds(60);

    static final Duration MIN_PAUSE = Duration.ofSeconds(1);

    static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    /** So that many instances do not come back at the same moment. */
    private static final double JITTER = 0.1;

    /** Without a time that was asked for, they would all choose the same one. */
    private static final double FAILING_JITTER = 0.5;

    private final RandomGenerator random;

    private GateState state = GateState.OPEN;

    private boolean probing;

    private int failures;

    private Duration pause = MIN_PAUSE;

    private long sinceNanos;

    private long untilNanos;

    Gate(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Lets a request through that {@link #untilAdmitting} allows.
     * @return whether it is the probe
     */
    boolean pass() {
        this.probing = this.state != GateState.OPEN;
        return this.probing;
    }

    /** The destination has answered, with whatever. */
    void answered(boolean probe, long nowNanos) {
        if (probe) {
            turn(GateState.OPEN, nowNanos);
            this.pause = MIN_PAUSE;
        }
        if (this.state == GateState.OPEN) {
            this.failures = 0;
        }
    }

    /** Nothing came back, or an error of the destination itself. */
    void failed(boolean probe, long nowNanos) {
        if (probe) {
            Duration doubled = this.pause.multipliedBy(2);
            this.pause = (doubled.compareTo(MAX_PAUSE) < 0) ? doubled : MAX_PAUSE;
            close(GateState.FAILING, shortened(this.pause), true, nowNanos);
        }
        else if (this.state == GateState.OPEN && ++this.failures >= FAILURES_TO_CLOSE) {
            close(GateState.FAILING, shortened(this.pause), false, nowNanos);
        }
    }

    private Duration shortened(Duration pause) {
        return pause.minusNanos((long) (pause.toNanos() * FAILING_JITTER * this.random.nextDouble()));
    }

    /** The destination asks to be left alone for a while. */
    void askedToWait(boolean probe, Duration asked, long nowNanos) {
        close(GateState.BUSY, (asked.compareTo(MAX_ASKED) < 0) ? asked : MAX_ASKED, probe, nowNanos);
    }

    /** The destination does not accept the key. */
    void unauthorized(boolean probe, long nowNanos) {
        close(GateState.UNAUTHORIZED, UNAUTHORIZED_PAUSE, probe, nowNanos);
    }

    /** Answers to requests that were made before may close it for longer, not shorter. */
    private void close(GateState why, Duration howLong, boolean probe, long nowNanos) {
        if (this.probing && !probe) {
            return;
        }
        long until = nowNanos + howLong.toNanos() + (long) (howLong.toNanos() * JITTER * this.random.nextDouble());
        if (this.state == GateState.OPEN || probe || until - this.untilNanos > 0) {
            this.untilNanos = until;
            turn(why, nowNanos);
        }
    }

    private void turn(GateState next, long nowNanos) {
        this.probing = false;
        this.failures = 0;
        if (this.state != next) {
            this.state = next;
            this.sinceNanos = nowNanos;
        }
    }

    GateState state() {
        return this.state;
    }

    /** When it took the state that it has. */
    long sinceNanos() {
        return this.sinceNanos;
    }

    /**
     * How long until a probe is admitted; {@link Long#MAX_VALUE} while one is under way.
     */
    long untilAdmitting(long nowNanos) {
        if (this.state == GateState.OPEN) {
            return 0;
        }
        return this.probing ? Long.MAX_VALUE : Math.max(0, this.untilNanos - nowNanos);
    }

}
