// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * Work of a library that makes no observations of its own, observed on its behalf.
 * Whatever an observation handler of anybody throws ends here. May be ended by any
 * thread.
 */
public final class LibraryCall {

    private final Problems problems;

    private final String name;

    private final Observation observation;

    private final AtomicBoolean open = new AtomicBoolean(true);

    LibraryCall(Problems problems, String name, Observation observation) {
        this.problems = problems;
        this.name = name;
        this.observation = observation;
    }

    static LibraryCall start(Problems problems, ObservationRegistry registry, String name, Observation.Context context,
            @Nullable Observation parent) {
        Observation observation;
        try {
            observation = Observation.createNotStarted(name, () -> context, registry);
        }
        catch (Throwable ex) {
            problems.report(Problem.RECORDING_FAILED, name, "this observation could not be made", ex);
            observation = Observation.NOOP;
        }
        LibraryCall call = new LibraryCall(problems, name, observation);
        if (parent != null) {
            observation.parentObservation(parent);
        }
        call.guard("an observation handler failed at its start", observation::start);
        return call;
    }

    /**
     * The observation, to hang others under.
     * @return the started observation
     */
    public Observation observation() {
        return this.observation;
    }

    /**
     * Whether it is observed.
     * @return {@code false} when nothing is recorded of it
     */
    public boolean isObserved() {
        return !this.observation.isNoop();
    }

    /**
     * Whether it has not ended.
     * @return {@code false} after {@link #end()} and {@link #fail(Throwable)}
     */
    public boolean isOpen() {
        return this.open.get();
    }

    /**
     * Makes the observation current on this thread.
     * @return the scope, to be closed on this thread
     */
    public ActiveSpan.Scope makeCurrent() {
        return GuardedScope.open(this.problems, this.name, this.observation);
    }

    /** Ends the observation. Only the first end counts. */
    public void end() {
        if (this.open.compareAndSet(true, false)) {
            guard("an observation handler failed at its end", this.observation::stop);
        }
    }

    /**
     * Ends the observation with an error. Only the first end counts.
     * @param error what was thrown
     */
    public void fail(Throwable error) {
        if (this.open.compareAndSet(true, false)) {
            guard("an observation handler failed at an error", () -> this.observation.error(error));
            guard("an observation handler failed at its end", this.observation::stop);
        }
    }

    private void guard(String what, Runnable work) {
        try {
            work.run();
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, this.name, what, ex);
        }
    }

}
