// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.observation.NullObservation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.Span;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.TraceClock;

/**
 * An observation that has been started to become a span. Whatever an observation handler
 * of anybody throws ends here and never reaches the application.
 */
public final class ActiveSpan {

    /** A scope that changes nothing. */
    static final Scope NO_SCOPE = () -> {
    };

    private final SpanRecording recording;

    private final SpanObservationContext context;

    private final Observation observation;

    private volatile boolean failed;

    private ActiveSpan(SpanRecording recording, SpanObservationContext context, Observation observation) {
        this.recording = recording;
        this.context = context;
        this.observation = observation;
    }

    static @Nullable ActiveSpan start(SpanRecording recording, ObservationRegistry registry, SpanSpec spec,
            @Nullable Observation parent) {
        try {
            SpanObservationContext context = new SpanObservationContext(recording.shown(spec));
            Observation observation = Observation.createNotStarted(SpanObservationDocumentation.NAME, () -> context,
                    registry);
            if (parent != null) {
                observation.parentObservation(parent);
            }
            ActiveSpan active = new ActiveSpan(recording, context, observation);
            active.start();
            return active;
        }
        catch (Throwable ex) {
            recording.problems()
                .report(Problem.RECORDING_FAILED, "span", "the observation of a span could not be made", ex);
            return null;
        }
    }

    /**
     * A handler that throws keeps those behind it from hearing of the start. When ours is
     * among them, the span is opened all the same.
     */
    private void start() {
        guard("an observation handler failed at its start", this.observation::start);
        if (!this.observation.isNoop() && this.failed && this.context.position() == null) {
            new SpanObservationHandler(this.recording).onStart(this.context);
        }
    }

    /**
     * The observation, for propagation into other threads and reactive contexts.
     * @return the started observation
     */
    public Observation observation() {
        return this.observation;
    }

    /**
     * The span, to be added to.
     * @return the span, or {@code null} when nothing is recorded
     */
    public @Nullable Span span() {
        return this.context.span();
    }

    /**
     * Sets what was rendered before the span was opened.
     * @param input the rendered input
     */
    public void input(Payload input) {
        RecordingSpan span = this.context.span();
        if (span != null) {
            span.input(input);
        }
    }

    /**
     * Sets an output that is rendered already.
     * @param output the rendered output
     */
    public void output(Payload output) {
        RecordingSpan span = this.context.span();
        if (span != null) {
            span.output(output);
        }
    }

    /** Makes an example of the span when it is stored. Before it ends. */
    public void saveAsExample() {
        RecordingSpan span = this.context.span();
        if (span != null) {
            span.saveAsExample();
        }
    }

    /**
     * Sets a tag whose value is written in the code, so that it is no content.
     * @param key the tag's name
     * @param value its value
     */
    public void literalTag(String key, Object value) {
        RecordingSpan span = this.context.span();
        if (span != null) {
            span.literalTag(key, value);
        }
    }

    /**
     * Makes the span current on this thread.
     * @return the scope, to be closed on this thread
     */
    public Scope makeCurrent() {
        return open(this.observation);
    }

    /**
     * Makes current on this thread what is above the span, if the span is current now.
     * @return the scope, to be closed on this thread
     */
    public Scope leave() {
        ObservationRegistry registry = this.observation.getObservationRegistry();
        if (registry.getCurrentObservation() != this.observation) {
            return NO_SCOPE;
        }
        return (this.context.getParentObservation() instanceof Observation parent) ? open(parent)
                : open(new NullObservation(registry));
    }

    private Scope open(Observation target) {
        return GuardedScope.open(this.recording.problems(), this.context.spec().name(), target);
    }

    /**
     * Tells everybody who observes that the work failed.
     * @param error what was thrown
     */
    public void error(Throwable error) {
        RecordingSpan span = this.context.span();
        if (span != null) {
            span.error(error);
        }
        guard("an observation handler failed at an error", () -> this.observation.error(error));
    }

    /**
     * When the work began.
     * @return a reading of {@link TraceClock#nanoTime()}
     */
    public long startNanoTime() {
        RecordingSpan span = this.context.span();
        return (span != null) ? span.startNanoTime() : TraceClock.nanoTime();
    }

    /**
     * The work is over: what is still said about it takes no time of the span's.
     * @return a reading of {@link TraceClock#nanoTime()}
     */
    public long workEnds() {
        RecordingSpan span = this.context.span();
        return (span != null) ? span.workEnds() : TraceClock.nanoTime();
    }

    /** Ends the span and its observation. */
    public void end() {
        guard("an observation handler failed at its end", this.observation::stop);
        RecordingSpan span = this.context.span();
        if (span != null) {
            guard("this span could not be ended", span::end);
        }
    }

    /**
     * Ends the observation without leaving a span, unless other spans hang below it
     * already.
     */
    public void withdraw() {
        RecordingSpan span = this.context.span();
        if (span != null && span.withdraw()) {
            this.context.position(null);
        }
        end();
    }

    private void guard(String what, Runnable work) {
        try {
            work.run();
        }
        catch (Throwable ex) {
            this.failed = true;
            report(what, ex);
        }
    }

    private void report(String what, Throwable failure) {
        this.recording.problems().report(Problem.RECORDING_FAILED, this.context.spec().name(), what, failure);
    }

    /** A span is current on the thread that opened the scope until it is closed. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        @Override
        void close();

    }

}
