// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;

/**
 * What all spans of an application share while they are recorded: how values are
 * rendered, which traces are kept, and where finished spans go.
 */
public final class SpanRecording {

    private final RecordingSettings settings;

    private final PayloadCapture capture;

    private final SpanSink sink;

    private final Ledger ledger;

    private final Problems problems;

    private final Rendering rendering;

    private final RenderedAttributes everySpan;

    public SpanRecording(RecordingSettings settings, PayloadCapture capture, SpanSink sink, Ledger ledger,
            Problems problems) {
        this.settings = settings;
        this.capture = capture;
        this.sink = sink;
        this.ledger = ledger;
        this.problems = problems;
        this.rendering = new Rendering(capture);
        this.everySpan = RenderedAttributes.of(TraceAttributes.none(), settings.attributes(), this.rendering);
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

    /**
     * Opens a span at the top of a new trace, or nothing when the trace is not sampled.
     */
    @Nullable RecordingSpan openRoot(SpanSpec spec) {
        return isSampled() ? RecordingSpan.root(this, spec, attributesBelow(this.everySpan)) : null;
    }

    RecordingSpan openChild(SpanSpec spec, RecordingSpan parent) {
        return RecordingSpan.child(this, spec, parent, attributesBelow(parent.attributes()));
    }

    private boolean isSampled() {
        double probability = this.settings.samplingProbability();
        return probability >= 1 || ThreadLocalRandom.current().nextDouble() < probability;
    }

    private RenderedAttributes attributesBelow(RenderedAttributes inherited) {
        TraceAttributes here = Ambient.current().attributes();
        boolean same = here == TraceAttributes.none() || here == inherited.ambient();
        return same ? inherited : RenderedAttributes.of(here, inherited.source(), this.rendering);
    }

    void finished(RecordingSpan span, SpanRecord record) {
        int items = 1 + record.metrics().size();
        this.ledger.countCreated(items);
        try {
            this.sink.accept(span, record);
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, "SpanSink", "a finished span could not be handed on", ex);
        }
    }

    void metricAfterEnd(RecordingSpan span, MetricRecord metric) {
        this.ledger.countCreated(1);
        try {
            this.sink.accept(span, metric);
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, "SpanSink", "a metric could not be handed on", ex);
        }
    }

}
