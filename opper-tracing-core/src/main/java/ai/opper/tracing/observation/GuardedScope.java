// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * Makes an observation current. Whatever handlers throw, and in whatever order scopes are
 * closed: afterwards that is current which should be.
 */
public final class GuardedScope implements ActiveSpan.Scope {

    private final Problems problems;

    private final String place;

    private final ObservationRegistry registry;

    private final Observation.@Nullable Scope previous;

    private final Observation.@Nullable Scope opened;

    private final Observation.Scope current;

    private GuardedScope(Problems problems, String place, ObservationRegistry registry,
            Observation.@Nullable Scope previous, Observation.@Nullable Scope opened, Observation.Scope current) {
        this.problems = problems;
        this.place = place;
        this.registry = registry;
        this.previous = previous;
        this.opened = opened;
        this.current = current;
    }

    /**
     * Opens a scope. Never throws.
     * @param problems where a failure is counted
     * @param place whose observation it is, as a reader of a log knows it
     * @param target what shall be current
     * @return the scope, to be closed on this thread
     */
    public static ActiveSpan.Scope open(Problems problems, String place, Observation target) {
        ObservationRegistry registry = target.getObservationRegistry();
        Observation.Scope previous = registry.getCurrentObservationScope();
        Observation.Scope opened = null;
        try {
            opened = target.openScope();
        }
        catch (Throwable ex) {
            problems.report(Problem.RECORDING_FAILED, place, "an observation handler failed at the start of a scope",
                    ex);
        }
        Observation.Scope current = registry.getCurrentObservationScope();
        return (current == previous || current == null) ? ActiveSpan.NO_SCOPE
                : new GuardedScope(problems, place, registry, previous, opened, current);
    }

    @Override
    public void close() {
        Observation.Scope now = this.registry.getCurrentObservationScope();
        boolean open = isAtOrBelow(now, this.current);
        if (open) {
            closeSpansInside(now);
        }
        if (this.opened != null && !wasClosedFromOutside()) {
            guard(this.opened::close);
        }
        Observation.Scope then = open ? this.previous : now;
        if (this.registry.getCurrentObservationScope() != then) {
            this.registry.setCurrentObservationScope(then);
        }
    }

    /**
     * Other tracers restore what was before a scope. They would restore a span that has
     * ended if scopes were not closed in their order.
     */
    private void closeSpansInside(Observation.@Nullable Scope innermost) {
        for (Observation.Scope inside = innermost; inside != null
                && inside != this.current; inside = inside.getPreviousObservationScope()) {
            if (inside.getCurrentObservation().getContextView() instanceof SpanObservationContext span) {
                span.closedFromOutside(inside);
                guard(inside::close);
            }
        }
    }

    private boolean wasClosedFromOutside() {
        return this.current.getCurrentObservation().getContextView() instanceof SpanObservationContext span
                && span.wasClosedFromOutside(this.current);
    }

    private void guard(Runnable work) {
        try {
            work.run();
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, this.place,
                    "an observation handler failed at the end of a scope", ex);
        }
    }

    private static boolean isAtOrBelow(Observation.@Nullable Scope scope, Observation.Scope sought) {
        for (Observation.Scope above = scope; above != null; above = above.getPreviousObservationScope()) {
            if (above == sought) {
                return true;
            }
        }
        return false;
    }

}
