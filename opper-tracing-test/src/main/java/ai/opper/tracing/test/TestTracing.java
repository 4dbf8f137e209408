// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.List;

import io.micrometer.observation.ObservationRegistry;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.aspect.CallTracer;
import ai.opper.tracing.aspect.ResultAdapter;
import ai.opper.tracing.aspect.TracedBeanPostProcessor;
import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.JsonPayloadCapture;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.observation.ContextMapper;
import ai.opper.tracing.observation.LibraryObservationHandler;
import ai.opper.tracing.observation.LibraryObservations;
import ai.opper.tracing.observation.ObservationOpperTracer;
import ai.opper.tracing.observation.OpperRequests;
import ai.opper.tracing.observation.RecordingSettings;
import ai.opper.tracing.observation.SpanObservationHandler;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.observation.TraceHeaders;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;

/**
 * Tracing for tests without an application context. It records as an application does,
 * with the default limits and redaction, and what ends is kept in {@link #spans()}.
 * Nothing is sent. Any thread may use it.
 *
 * @see RecordedSpansExtension
 */
public final class TestTracing implements AutoCloseable {

    private final RecordedSpans spans = new RecordedSpans();

    private final Problems problems = new Problems();

    private final SpanRecording recording = new SpanRecording(RecordingSettings.DEFAULT,
            new JsonPayloadCapture(CaptureLimits.DEFAULT, Redaction.standard(), this.problems), this.spans,
            new Ledger(), this.problems);

    private final ObservationRegistry registry = ObservationRegistry.create();

    private final OpperTracer tracer;

    private final TracedBeanPostProcessor proxies;

    /**
     * Makes a tracing of its own.
     * @param adapters know results that are there before the work is; asked before ours
     */
    public TestTracing(ResultAdapter... adapters) {
        this.registry.observationConfig().observationHandler(new SpanObservationHandler(this.recording));
        SpanTracer spanTracer = new SpanTracer(this.registry, this.recording);
        CallTracer calls = new CallTracer(spanTracer, List.of(adapters), null);
        this.tracer = new ObservationOpperTracer(spanTracer, OpperTracer.noop()::flush);
        this.proxies = new TracedBeanPostProcessor(() -> calls, TracedBeanPostProcessor.DEFAULT_ADVISOR_ORDER);
        this.proxies.setProxyTargetClass(true);
    }

    /**
     * What was recorded.
     * @return always the same object
     */
    public RecordedSpans spans() {
        return this.spans;
    }

    /**
     * The tracer to give to the code under test.
     * @return always the same object
     */
    public OpperTracer tracer() {
        return this.tracer;
    }

    /**
     * The registry to give to libraries that observe themselves.
     * @return always the same object
     */
    public ObservationRegistry observationRegistry() {
        return this.registry;
    }

    /**
     * Makes spans of a library's observations from now on.
     * @param mappers know the observations; the first that supports one has it
     * @return this
     */
    public TestTracing describing(ContextMapper... mappers) {
        LibraryObservations observations = new LibraryObservations(List.of(mappers), List.of(), List.of());
        TraceHeaders none = new TraceHeaders(false, (context) -> false, this.problems);
        this.registry.observationConfig()
            .observationHandler(new LibraryObservationHandler(this.recording, observations, none, OpperRequests.NONE));
        return this;
    }

    /**
     * Puts the proxy around an object that Spring would put there, so that its
     * annotations count. Expressions that name beans find none.
     * @param <T> a class that can be extended, or an interface
     * @param target the object
     * @return a proxy of the object
     * @throws IllegalArgumentException when no method of it is annotated, or no proxy of
     * its class can be made
     */
    @SuppressWarnings("unchecked")
    public <T> T traced(T target) {
        Object proxy = this.proxies.postProcessAfterInitialization(target, target.getClass().getSimpleName());
        if (proxy == target) {
            throw new IllegalArgumentException("No call of " + target.getClass().getName()
                    + " would be recorded: it has no method with @Traced or @SpanMetric that a proxy can see.");
        }
        return (T) proxy;
    }

    /** What went wrong while recording, and was kept from the code under test. */
    Problems problems() {
        return this.problems;
    }

    /** Ends the thread that watches over open spans, if one was needed. */
    @Override
    public void close() {
        this.recording.close();
    }

}
