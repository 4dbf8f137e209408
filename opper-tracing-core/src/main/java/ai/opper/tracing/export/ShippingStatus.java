// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.spool.SpoolStatus;

/**
 * How the shipping is doing. What the shipping thread knows is from one moment; it is
 * renewed whenever that thread has done something.
 *
 * @param running whether spans are shipped at all
 * @param permits how many requests may be under way at once for now
 * @param maxPermits how many it may become
 * @param inFlight how many are under way
 * @param gate whether the destination is asked, and if not, why
 * @param gateSince since when; {@code null} when it has always been so
 * @param gateUntil when the closed gate is tried again; {@code null} while it is open or
 * being tried
 * @param waiting how many spans and metrics have no fate yet
 * @param ready how many requests could be made, or made again after a pause
 * @param backlog how many of these are no first attempts of new spans
 * @param held how many spans wait for the span above to end
 * @param oldestAge how long the oldest of what waits has waited, give or take a second
 * @param bufferedBytes how many bytes of the buffer are taken
 * @param lastSuccess when something was stored the last time, if ever
 * @param lastFailure when a request failed the last time, if ever
 * @param lastFailureReason why, without payload or key
 * @param retries how many requests had to be made again, by status; 0 for those without
 * an answer
 * @param storedBefore how many answers said that an earlier attempt had got through
 * @param spool how the spool is doing; {@code null} when spans are kept in memory only,
 * or not shipped
 */
public record ShippingStatus(boolean running, int permits, int maxPermits, int inFlight, GateState gate,
        @Nullable Instant gateSince, @Nullable Instant gateUntil, int waiting, int ready, int backlog, int held,
        Duration oldestAge, long bufferedBytes, @Nullable Instant lastSuccess, @Nullable Instant lastFailure,
        @Nullable String lastFailureReason, Map<Integer, Long> retries, long storedBefore,
        @Nullable SpoolStatus spool) {

    public ShippingStatus {
        retries = Map.copyOf(retries);
    }

    static ShippingStatus of(boolean running, ShippingSettings settings, Figures figures, long bufferedBytes,
            Journal journal, @Nullable SpoolStatus spool) {
        long nanos = System.nanoTime();
        Instant now = Instant.now();
        boolean open = figures.gate() == GateState.OPEN;
        boolean waits = !open && figures.gateUntilNanos() != Long.MAX_VALUE;
        Journal.Failure failure = journal.lastFailure();
        return new ShippingStatus(running, figures.permits(), settings.maxConcurrency(), figures.inFlight(),
                figures.gate(), open ? null : now.plusNanos(figures.gateSinceNanos() - nanos),
                waits ? now.plusNanos(figures.gateUntilNanos() - nanos) : null, figures.waiting(), figures.ready(),
                figures.backlog(), figures.held(),
                (figures.waiting() > 0) ? Duration.ofNanos(Math.max(0, nanos - figures.oldestNanos())) : Duration.ZERO,
                bufferedBytes, journal.lastSuccess(), (failure != null) ? failure.time() : null,
                (failure != null) ? failure.reason() : null, journal.retries(), journal.storedBefore(), spool);
    }

    /**
     * What only the shipping thread knows.
     *
     * @param permits how many requests may be under way
     * @param inFlight how many are
     * @param gate the gate
     * @param gateSinceNanos since when it is so
     * @param gateUntilNanos until when; {@link Long#MAX_VALUE} when an answer decides
     * @param waiting how many items have no fate
     * @param ready how many requests could be made
     * @param backlog how many of these are old
     * @param held how many spans wait for time to pass
     * @param oldestNanos since when the oldest waits
     */
    record Figures(int permits, int inFlight, GateState gate, long gateSinceNanos, long gateUntilNanos, int waiting,
            int ready, int backlog, int held, long oldestNanos) {

        static Figures nothing(int maxConcurrency) {
            return new Figures(Math.min(ConcurrencyLimit.FIRST, maxConcurrency), 0, GateState.OPEN, 0, 0, 0, 0, 0, 0,
                    0);
        }

        static Figures of(ShippingPlan plan, Throttle throttle, long nowNanos) {
            long until = throttle.untilProbe(nowNanos);
            return new Figures(throttle.permits(), throttle.underWay(), throttle.gate(), throttle.gateSinceNanos(),
                    (until == Long.MAX_VALUE) ? until : nowNanos + until, plan.unsettled(), plan.lanes().size(),
                    plan.lanes().backlogSize(), plan.waiting(), plan.oldestNanos(nowNanos));
        }

    }

}
