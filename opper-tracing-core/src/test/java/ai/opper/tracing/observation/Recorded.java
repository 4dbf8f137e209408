// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.JsonPayloadCapture;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;

/** A tracer on a real registry, and what it has recorded. */
final class Recorded implements SpanSink, AutoCloseable {

    final Queue<SpanRecord> spans = new ConcurrentLinkedQueue<>();

    final Queue<Map.Entry<SpanNode, MetricRecord>> lateMetrics = new ConcurrentLinkedQueue<>();

    final Problems problems = new Problems();

    final Ledger ledger = new Ledger();

    final ObservationRegistry registry = ObservationRegistry.create();

    final SpanRecording recording;

    final SpanTracer spanTracer;

    final OpperTracer tracer;

    RuntimeException failure;

    Recorded() {
        this(RecordingSettings.DEFAULT, Redaction.standard());
    }

    Recorded(double probability) {
        this(new RecordingSettings(probability, true, true, TraceAttributes.none()), Redaction.standard());
    }

    Recorded(RecordingSettings settings, Redaction redaction, ObservationHandler<?>... earlier) {
        this(settings, redaction, TracerBridge.NONE, List.of(earlier));
    }

    Recorded(RecordingSettings settings, TracerBridge bridge) {
        this(settings, Redaction.standard(), bridge, List.of());
    }

    private Recorded(RecordingSettings settings, Redaction redaction, TracerBridge bridge,
            List<ObservationHandler<?>> earlier) {
        this.recording = new SpanRecording(settings,
                new JsonPayloadCapture(CaptureLimits.DEFAULT, redaction, this.problems), this, this.ledger,
                this.problems, bridge);
        for (ObservationHandler<?> handler : earlier) {
            this.registry.observationConfig().observationHandler(handler);
        }
        this.registry.observationConfig().observationHandler(new SpanObservationHandler(this.recording));
        this.spanTracer = new SpanTracer(this.registry, this.recording);
        this.tracer = new ObservationOpperTracer(this.spanTracer,
                (timeout) -> new FlushResult(timeout.toMillis(), 0, 0));
    }

    /** A tracer on a registry of its own. */
    static SpanTracer tracer(SpanRecording recording) {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new SpanObservationHandler(recording));
        return new SpanTracer(registry, recording);
    }

    void listen(LibraryObservations observations) {
        listen(observations, new TraceHeaders(false, (context) -> true, this.problems));
    }

    void listen(LibraryObservations observations, TraceHeaders headers) {
        this.registry.observationConfig()
            .observationHandler(
                    new LibraryObservationHandler(this.recording, observations, headers, OpperRequests.NONE));
    }

    @Override
    public void close() {
        this.recording.close();
    }

    @Override
    public void accept(SpanNode node, SpanRecord span) {
        this.spans.add(span);
        if (this.failure != null) {
            throw this.failure;
        }
    }

    @Override
    public void accept(SpanNode node, MetricRecord metric) {
        this.lateMetrics.add(Map.entry(node, metric));
        if (this.failure != null) {
            throw this.failure;
        }
    }

    SpanRecord span(String name) {
        List<SpanRecord> found = this.spans.stream().filter((span) -> span.name().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError("Expected one span " + name + " but found " + found);
        }
        return found.get(0);
    }

    boolean isChild(String child, String parent) {
        return this.span(parent).id().equals(span(child).parentId())
                && this.span(parent).traceId().equals(span(child).traceId());
    }

    long count(Problem problem) {
        return this.problems.count(problem);
    }

}
