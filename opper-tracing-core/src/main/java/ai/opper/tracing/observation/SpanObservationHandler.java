// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

import ai.opper.tracing.span.Problem;

/**
 * Opens a span when an observation starts and ends it when the observation stops. The
 * parent is the nearest recorded ancestor on the observation, and nothing else.
 *
 * <p>
 * Never throws into Micrometer, which would pass it on to the application.
 */
public final class SpanObservationHandler implements ObservationHandler<SpanObservationContext> {

    private final SpanRecording recording;

    public SpanObservationHandler(SpanRecording recording) {
        this.recording = recording;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof SpanObservationContext;
    }

    @Override
    public void onStart(SpanObservationContext context) {
        try {
            context.position(Unrecorded.NOT_SAMPLED);
            TracePosition above = TracePosition.nearest(context.getParentObservation());
            context.position(this.recording.open(context.spec(), context, above));
        }
        catch (Throwable ex) {
            this.recording.problems()
                .report(Problem.RECORDING_FAILED, context.spec().name(), "this span could not be opened", ex);
        }
    }

    @Override
    public void onStop(SpanObservationContext context) {
        try {
            RecordingSpan span = context.span();
            if (span != null) {
                span.end();
            }
        }
        catch (Throwable ex) {
            this.recording.problems()
                .report(Problem.RECORDING_FAILED, context.spec().name(), "this span could not be ended", ex);
        }
    }

}
