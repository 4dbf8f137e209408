// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import org.jspecify.annotations.Nullable;

/**
 * What an observation is to spans: the place in a trace under which the spans inside of
 * it hang. Observations without a position do not break the line.
 */
sealed interface TracePosition permits RecordingSpan, TraceEntry, TraceBoundary, Unrecorded {

    /**
     * The position of an observation itself.
     * @param context the observation's context
     * @return its position, or {@code null} when spans look further up
     */
    static @Nullable TracePosition of(Observation.ContextView context) {
        return (context instanceof SpanObservationContext own) ? own.position() : context.get(TracePosition.class);
    }

    /**
     * The position of an observation that is being started, or the nearest one above.
     * @param context the observation's context
     * @return the position, or {@code null} when there is none
     */
    static @Nullable TracePosition at(Observation.ContextView context) {
        TracePosition own = of(context);
        return (own != null) ? own : nearest(context.getParentObservation());
    }

    /**
     * The nearest position at or above an observation.
     * @param observation where to begin
     * @return the position, or {@code null} when there is none
     */
    static @Nullable TracePosition nearest(@Nullable ObservationView observation) {
        for (ObservationView above = observation; above != null; above = above.getContextView()
            .getParentObservation()) {
            TracePosition position = of(above.getContextView());
            if (position != null) {
                return position;
            }
        }
        return null;
    }

    /**
     * Whether an observation hangs below one that is switched off, which has no parent.
     * @param observation where to begin
     * @return {@code true} when what is above cannot be seen from here
     */
    static boolean isCutOff(@Nullable ObservationView observation) {
        for (ObservationView above = observation; above != null; above = above.getContextView()
            .getParentObservation()) {
            if (of(above.getContextView()) != null) {
                return false;
            }
            if (above instanceof Observation switchedOff && switchedOff.isNoop()) {
                return true;
            }
        }
        return false;
    }

}
