// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.observation.TracerBridge.Counterpart;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;
import ai.opper.tracing.span.TraceClock;

/**
 * What all spans of an application share while they are recorded: how values are
 * rendered, which traces are kept, and where finished spans go.
 */
public final class SpanRecording implements AutoCloseable {

    private final RecordingSettings settings;

    private final PayloadCapture capture;

    private final SpanSink sink;

    private final Ledger ledger;

    private final Problems problems;

    private final Rendering rendering;

    private final SingletonSupplier<RenderedAttributes> everySpan;

    private final TracerBridge bridge;

    private final ExampleSaver examples;

    private final OpenSpans openSpans;

    private final LongAdder truncated = new LongAdder();

    public SpanRecording(RecordingSettings settings, PayloadCapture capture, SpanSink sink, Ledger ledger,
            Problems problems) {
        this(settings, capture, sink, ledger, problems, TracerBridge.NONE);
    }

    /**
     * Makes a recording that makes no examples.
     * @param settings how spans are recorded
     * @param capture renders values
     * @param sink where finished spans go
     * @param ledger counts spans
     * @param problems explains what goes wrong
     * @param bridge finds the spans of another tracer
     */
    public SpanRecording(RecordingSettings settings, PayloadCapture capture, SpanSink sink, Ledger ledger,
            Problems problems, TracerBridge bridge) {
        this(settings, capture, sink, ledger, problems, bridge, ExampleSaver.NONE);
    }

    /**
     * Makes a recording.
     * @param settings how spans are recorded
     * @param capture renders values
     * @param sink where finished spans go
     * @param ledger counts spans
     * @param problems explains what goes wrong
     * @param bridge finds the spans of another tracer
     * @param examples makes examples of stored spans
     */
    public SpanRecording(RecordingSettings settings, PayloadCapture capture, SpanSink sink, Ledger ledger,
            Problems problems, TracerBridge bridge, ExampleSaver examples) {
        this.settings = settings;
        this.capture = capture;
        this.sink = sink;
        this.ledger = ledger;
        this.problems = problems;
        this.rendering = new Rendering(capture, settings.privacy());
        this.bridge = bridge;
        this.examples = examples;
        this.openSpans = new OpenSpans(settings.openSpans(), problems);
        this.everySpan = SingletonSupplier
            .of(() -> RenderedAttributes.ofEverySpan(settings.attributes(), this.rendering));
    }

    public RecordingSettings settings() {
        return this.settings;
    }

    public PayloadCapture capture() {
        return this.capture;
    }

    public Problems problems() {
        return this.problems;
    }

    Rendering rendering() {
        return this.rendering;
    }

    /** What may be said of a span, to other tracers and to the log as well. */
    SpanSpec shown(SpanSpec spec) {
        String name = this.capture.text(spec.name());
        String type = this.capture.text(spec.type());
        boolean same = name.equals(spec.name()) && type.equals(spec.type());
        return same ? spec : new SpanSpec(name, type, spec.newTrace(), spec.recordedAlone(), spec.ofLibrary());
    }

    /**
     * Opens a span, if one is to be recorded there.
     * @param spec what is known of it, as it may be shown
     * @param context the observation that becomes the span
     * @param above where it hangs, or {@code null} at the top
     * @return the span, or what stands in its place
     */
    TracePosition open(SpanSpec spec, Observation.Context context, @Nullable TracePosition above) {
        if (above instanceof Unrecorded unrecorded && !spec.newTrace()) {
            return (unrecorded == Unrecorded.NO_ROOM) ? noRoom() : unrecorded;
        }
        if (!this.openSpans.hasRoom()) {
            return noRoom();
        }
        Counterpart counterpart = counterpart(spec, context);
        SpanNode outer = (above == null && !spec.newTrace()) ? outer(spec) : null;
        if (outer != null) {
            return openAt(TraceEntry.below(outer), spec, counterpart);
        }
        if (above == null || above instanceof TraceBoundary || spec.newTrace()) {
            return isSampled(counterpart) ? openRoot(spec, above, counterpart) : Unrecorded.NOT_SAMPLED;
        }
        return openAt(above, spec, counterpart);
    }

    private RecordingSpan openRoot(SpanSpec spec, @Nullable TracePosition starter, @Nullable Counterpart counterpart) {
        boolean shared = starter == null && !spec.newTrace();
        TraceClock clock = TraceClock.start();
        TraceEntry top = TraceEntry.begin(shared ? counterpart : null, clock.startMillis());
        RecordingSpan root = openAt(top, spec, counterpart, clock, clock.startNanoTime());
        if (starter instanceof RecordingSpan span) {
            root.startedBy(span);
        }
        return root;
    }

    private RecordingSpan openAt(TracePosition place, SpanSpec spec, @Nullable Counterpart counterpart) {
        if (place instanceof RecordingSpan parent) {
            return openAt(place, spec, counterpart, parent.clock(), TraceClock.nanoTime());
        }
        TraceClock clock = TraceClock.start();
        return openAt(place, spec, counterpart, clock, clock.startNanoTime());
    }

    private RecordingSpan openAt(TracePosition place, SpanSpec spec, @Nullable Counterpart counterpart,
            TraceClock clock, long startNanoTime) {
        RenderedAttributes inherited = (place instanceof RecordingSpan parent) ? parent.attributes()
                : this.everySpan.obtain();
        RecordingSpan span = new RecordingSpan(this, spec, place, attributesBelow(inherited), clock, startNanoTime);
        span.watch(this.openSpans);
        if (counterpart != null) {
            span.meets(counterpart);
        }
        return span;
    }

    private Unrecorded noRoom() {
        this.ledger.countCreated(1);
        this.ledger.countDropped(Drop.MEMORY_FULL, 1);
        return Unrecorded.NO_ROOM;
    }

    private @Nullable Counterpart counterpart(SpanSpec spec, Observation.Context context) {
        try {
            return this.bridge.find(context);
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, spec.name(), "the other tracer's span could not be found",
                    ex);
            return null;
        }
    }

    private @Nullable SpanNode outer(SpanSpec spec) {
        try {
            return this.bridge.outer();
        }
        catch (RuntimeException | StackOverflowError | LinkageError ex) {
            this.problems.report(Problem.RECORDING_FAILED, spec.name(), "the other tracer's span could not be found",
                    ex);
            return null;
        }
    }

    private boolean isSampled(@Nullable Counterpart counterpart) {
        if (this.settings.followTracer() && counterpart != null) {
            return counterpart.isSampled();
        }
        double probability = this.settings.samplingProbability();
        return probability >= 1 || ThreadLocalRandom.current().nextDouble() < probability;
    }

    private RenderedAttributes attributesBelow(RenderedAttributes inherited) {
        TraceAttributes here = Ambient.current().attributes();
        boolean same = here == TraceAttributes.none() || here == inherited.ambient();
        return same ? inherited : inherited.with(here, this.rendering);
    }

    /** Whether one more span may be opened. */
    boolean hasRoom() {
        return this.openSpans.hasRoom();
    }

    void finished(RecordingSpan span, SpanRecord record) {
        int items = 1 + record.metrics().size();
        this.ledger.countCreated(items);
        countTruncated(record.input());
        countTruncated(record.output());
        try {
            this.sink.accept(span, record);
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, "SpanSink", "a finished span could not be handed on", ex);
        }
    }

    private void countTruncated(@Nullable Payload payload) {
        if (payload != null && payload.omittedBytes() > 0) {
            this.truncated.increment();
        }
    }

    /**
     * How many inputs and outputs were larger than a payload may be, so that something of
     * them was left out.
     * @return payloads of spans that have ended
     */
    public long truncated() {
        return this.truncated.sum();
    }

    /** Another service hears of a running span. */
    void announced(RecordingSpan span) {
        try {
            this.sink.announce(span);
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, "SpanSink", "a running span could not be announced", ex);
        }
    }

    /** Somebody needs a running span at the destination now. */
    CompletableFuture<Boolean> openNow(RecordingSpan span) {
        if (span.isStored()) {
            return CompletableFuture.completedFuture(true);
        }
        try {
            CompletableFuture<Boolean> stored = this.sink.open(span);
            CompletableFuture<Void> unused = stored.thenAccept(span::stored);
            return stored;
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, "SpanSink", "a running span could not be opened", ex);
            return CompletableFuture.completedFuture(false);
        }
    }

    /** The destination has a span that shall become an example. */
    void saveExample(RecordingSpan span) {
        try {
            this.examples.save(span.id());
        }
        catch (Throwable ex) {
            this.problems.report(Problem.EXAMPLE_NOT_SAVED, span.name(), "the example could not be saved", ex);
        }
    }

    /** Hands on a metric that is not part of its span's record. */
    void metricBeside(RecordingSpan span, MetricRecord metric) {
        this.ledger.countCreated(1);
        try {
            this.sink.accept(span, metric);
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, "SpanSink", "a metric could not be handed on", ex);
        }
    }

    /**
     * Watches over open spans again after {@link #close()}. Without effect before it: a
     * new recording watches.
     */
    public void start() {
        this.openSpans.start();
    }

    /**
     * Stops watching over open spans and ends the thread that did, until
     * {@link #start()}. Spans may still be opened and end meanwhile, and are recorded
     * then.
     */
    @Override
    public void close() {
        this.openSpans.close();
    }

}
