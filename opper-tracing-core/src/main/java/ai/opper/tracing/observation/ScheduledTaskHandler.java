// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;

/**
 * Makes each run of a {@code @Scheduled} method the start of something new. A bean that
 * is created while a request runs is scheduled then, with the request's context, and all
 * of its runs would hang below a request that is long over. Has to hear of a start before
 * {@link LibraryObservationHandler}.
 */
public final class ScheduledTaskHandler implements ObservationHandler<ScheduledTaskObservationContext> {

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ScheduledTaskObservationContext;
    }

    @Override
    public void onStart(ScheduledTaskObservationContext context) {
        if (context.getParentObservation() != null) {
            context.setParentObservation(null);
            context.put(TracePosition.class, TraceBoundary.NEW_TRACE);
        }
    }

}
