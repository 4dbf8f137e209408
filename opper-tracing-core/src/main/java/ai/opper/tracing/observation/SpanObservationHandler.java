// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import org.jspecify.annotations.Nullable;

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
            context.seen();
            context.span(open(context.spec(), nearestRecorded(context.getParentObservation())));
        }
        catch (Throwable ex) {
            this.recording.problems()
                .report(Problem.RECORDING_FAILED, context.spec().name(), "this span could not be opened", ex);
        }
    }

    private @Nullable RecordingSpan open(SpanSpec spec, @Nullable SpanObservationContext above) {
        if (above == null) {
            return this.recording.openRoot(spec);
        }
        RecordingSpan parent = above.span();
        if (parent == null) {
            return spec.newTrace() ? this.recording.openRoot(spec) : null;
        }
        return spec.newTrace() ? openBeside(spec, parent) : this.recording.openChild(spec, parent);
    }

    private @Nullable RecordingSpan openBeside(SpanSpec spec, RecordingSpan current) {
        RecordingSpan root = this.recording.openRoot(spec);
        if (root != null) {
            root.meta("started_by_trace_id", current.traceId());
            root.meta("started_by_span_id", current.id());
        }
        return root;
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

    /**
     * Finds the context of the nearest ancestor that is a span, or would be one if its
     * trace were sampled.
     * @param observation where to begin
     * @return the context, or {@code null} when there is none
     */
    static @Nullable SpanObservationContext nearestRecorded(@Nullable ObservationView observation) {
        for (ObservationView above = observation; above != null; above = above.getContextView()
            .getParentObservation()) {
            if (above.getContextView() instanceof SpanObservationContext context && !context.isWithdrawn()) {
                return context;
            }
        }
        return null;
    }

    /**
     * Whether an observation hangs below one that is switched off, which has no parent.
     */
    static boolean isCutOff(@Nullable ObservationView observation) {
        for (ObservationView above = observation; above != null; above = above.getContextView()
            .getParentObservation()) {
            if (above.getContextView() instanceof SpanObservationContext) {
                return false;
            }
            if (above instanceof Observation switchedOff && switchedOff.isNoop()) {
                return true;
            }
        }
        return false;
    }

}
