// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * A scope that leaves the thread as it found it, even when an observation handler fails
 * while the scope is opened or closed: Micrometer would leave its observation behind.
 */
final class CallScope implements ActiveSpan.Scope {

    private final ObservationRegistry registry;

    private final Observation.@Nullable Scope before;

    private final Problems problems;

    private ActiveSpan.@Nullable Scope opened;

    private CallScope(ObservationRegistry registry, Problems problems) {
        this.registry = registry;
        this.before = registry.getCurrentObservationScope();
        this.problems = problems;
    }

    static ActiveSpan.Scope open(ObservationRegistry registry, Problems problems, Supplier<ActiveSpan.Scope> opening) {
        CallScope scope = new CallScope(registry, problems);
        try {
            scope.opened = opening.get();
        }
        catch (Throwable ex) {
            scope.report("an observation handler failed at the start of a scope", ex);
        }
        return scope;
    }

    @Override
    public void close() {
        try {
            if (this.opened != null) {
                this.opened.close();
            }
        }
        catch (Throwable ex) {
            report("an observation handler failed at the end of a scope", ex);
        }
        if (this.registry.getCurrentObservationScope() != this.before) {
            this.registry.setCurrentObservationScope(this.before);
        }
    }

    private void report(String what, Throwable failure) {
        this.problems.report(Problem.RECORDING_FAILED, "CallScope", what, failure);
    }

}
