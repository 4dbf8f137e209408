// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;

/** Opens spans as observations, and finds the ones that are open. Thread-safe. */
public final class SpanTracer {

    private static final Span NONE = OpperTracer.noop().currentSpan();

    private final ObservationRegistry registry;

    private final SpanRecording recording;

    public SpanTracer(ObservationRegistry registry, SpanRecording recording) {
        this.registry = registry;
        this.recording = recording;
    }

    public SpanRecording recording() {
        return this.recording;
    }

    /**
     * Whether nothing is recorded on this thread for now.
     * @return {@code true} inside {@code OpperTracer.suppress()}
     */
    public boolean isSuppressed() {
        return Ambient.current().isSuppressed();
    }

    /**
     * Starts a span. It is not current until {@link ActiveSpan#makeCurrent()}.
     * @param spec what is known of it
     * @param parent what it hangs under, or {@code null} for the current observation
     * @return the span, or {@code null} when it could not be started
     */
    public @Nullable ActiveSpan start(SpanSpec spec, @Nullable Observation parent) {
        return ActiveSpan.start(this.recording, this.registry, spec, (parent != null) ? parent : currentObservation());
    }

    /**
     * Observes work of a library that makes no observations of its own. Whether it is a
     * span is up to the {@link ContextMapper}s.
     * @param name the observation's name
     * @param context what the mapper gets to see
     * @param parent what it hangs under, or {@code null} for the current observation
     * @return the started observation; nothing is observed while recording is suppressed
     */
    public LibraryCall observe(String name, Observation.Context context, @Nullable Observation parent) {
        return isSuppressed() ? unobserved(name) : LibraryCall.start(this.recording.problems(), this.registry, name,
                context, (parent != null) ? parent : currentObservation());
    }

    /**
     * Work of a library that is not observed, for the sake of what is around it.
     * @param name the name that its observation would have
     * @return a call of which nothing is recorded
     */
    public LibraryCall unobserved(String name) {
        return new LibraryCall(this.recording.problems(), name, Observation.NOOP);
    }

    /**
     * The observation that is current on this thread. One that is switched off is current
     * too and knows nothing of what is around it; then the nearest one that does.
     * @return the observation, or {@code null}
     */
    public @Nullable Observation currentObservation() {
        Observation.Scope scope = this.registry.getCurrentObservationScope();
        Observation current = (scope != null) ? scope.getCurrentObservation() : null;
        while (scope != null && TracePosition.isCutOff(scope.getCurrentObservation())) {
            scope = scope.getPreviousObservationScope();
        }
        return (scope != null) ? scope.getCurrentObservation() : current;
    }

    /**
     * The nearest recorded span at or above an observation.
     * @param observation where to begin
     * @return the span; a no-op span when there is none
     */
    public Span spanAt(@Nullable Observation observation) {
        return (TracePosition.nearest(observation) instanceof RecordingSpan span) ? span : NONE;
    }

    /**
     * The first span of a span's trace in this process.
     * @param span a span
     * @return its root; the span itself when it is not one of ours
     */
    public Span rootOf(Span span) {
        return (span instanceof RecordingSpan recorded) ? recorded.root() : span;
    }

    /**
     * Whether nothing is recorded below an observation, since its trace is not.
     * @param observation where to begin
     * @return {@code true} below a span that was left out on purpose
     */
    public boolean isUnrecorded(@Nullable Observation observation) {
        return TracePosition.nearest(observation) instanceof Unrecorded;
    }

}
