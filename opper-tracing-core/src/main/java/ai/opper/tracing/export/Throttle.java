// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How much the destination is asked at once, by what it has answered so far. Knows no
 * clock and no thread.
 */
final class Throttle {

    private final Gate gate;

    private final ConcurrencyLimit limit;

    private final Pace pace;

    private final Approach approach = new Approach();

    private int underWay;

    Throttle(int maxConcurrency, RandomGenerator random, long nowNanos) {
        this.pace = new Pace(nowNanos);
        this.gate = new Gate(random);
        this.limit = new ConcurrencyLimit(maxConcurrency);
    }

    boolean admits(long nowNanos) {
        return untilAdmitting(nowNanos) == 0;
    }

    /** Whether what is admitted may be old. */
    boolean admitsBacklog(long nowNanos) {
        return this.approach.untilNext(nowNanos) == 0;
    }

    /** There is nothing to send. */
    void idle(long nowNanos) {
        this.pace.idle(nowNanos);
    }

    /** The process ends soon. */
    void hurry() {
        this.approach.end();
    }

    void sent(Task task, long nowNanos) {
        this.underWay++;
        task.attempts++;
        task.sentNanos = nowNanos;
        task.probe = this.gate.pass();
        this.pace.sent(nowNanos);
        if (task.fromBacklog) {
            this.approach.sent(nowNanos);
        }
    }

    /**
     * A request was answered.
     * @return whether the destination is back that was away
     */
    boolean answered(Task task, ExportResult result, long nowNanos) {
        boolean needed = this.underWay >= this.limit.limit();
        this.underWay--;
        GateState before = this.gate.state();
        if (result instanceof ExportResult.Retry retry && retry.trouble() != ExportResult.Trouble.THIS_REQUEST) {
            failed(task, retry, nowNanos);
        }
        else {
            this.gate.answered(task.probe, nowNanos);
            this.limit.answered(task.sentNanos, nowNanos, needed);
        }
        boolean back = before == GateState.FAILING && this.gate.state() == GateState.OPEN;
        if (back) {
            this.approach.begin(this.pace.usualPerSecond(), nowNanos);
        }
        if (this.gate.state() != before) {
            turned(nowNanos);
        }
        if (result instanceof ExportResult.Stored) {
            this.pace.stored(nowNanos);
        }
        return back;
    }

    private void turned(long nowNanos) {
        switch (this.gate.state()) {
            case OPEN -> this.pace.goOn(nowNanos);
            case BUSY -> this.pace.tooOften(nowNanos);
            case FAILING -> this.limit.restart(nowNanos);
            case UNAUTHORIZED -> {
                // Says nothing about how much is too much.
            }
        }
    }

    private void failed(Task task, ExportResult.Retry retry, long nowNanos) {
        Duration asked = retry.after();
        if (retry.trouble() == ExportResult.Trouble.OVERLOADED) {
            this.limit.overloaded(task.sentNanos, nowNanos);
        }
        if (retry.trouble() == ExportResult.Trouble.UNAUTHORIZED) {
            this.gate.unauthorized(task.probe, nowNanos);
        }
        else if (asked != null && retry.asksToWait()) {
            this.gate.askedToWait(task.probe, asked, nowNanos);
        }
        else {
            this.gate.failed(task.probe, nowNanos);
        }
    }

    boolean isIdle() {
        return this.underWay == 0;
    }

    int underWay() {
        return this.underWay;
    }

    int permits() {
        return this.limit.limit();
    }

    GateState gate() {
        return this.gate.state();
    }

    long gateSinceNanos() {
        return this.gate.sinceNanos();
    }

    /**
     * How long until the gate is tried; {@link Long#MAX_VALUE} when an answer decides.
     */
    long untilProbe(long nowNanos) {
        return (this.gate.state() == GateState.OPEN) ? Long.MAX_VALUE : this.gate.untilAdmitting(nowNanos);
    }

    /** How long until {@link #admits}; {@link Long#MAX_VALUE} when an answer decides. */
    long untilAdmitting(long nowNanos) {
        if (this.gate.state() != GateState.OPEN) {
            return this.gate.untilAdmitting(nowNanos);
        }
        return (this.underWay < this.limit.limit()) ? this.pace.untilNext(nowNanos) : Long.MAX_VALUE;
    }

    /** How long until {@link #admits} something that is old. */
    long untilAdmittingBacklog(long nowNanos) {
        return Math.max(untilAdmitting(nowNanos), this.approach.untilNext(nowNanos));
    }

}
