// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.tracing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import brave.Tracing;
import brave.baggage.BaggageField;
import brave.baggage.BaggagePropagation;
import brave.baggage.BaggagePropagationConfig.SingleBaggageField;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.B3Propagation;
import brave.propagation.ThreadLocalCurrentTraceContext;
import brave.sampler.Sampler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.BaggageInScope;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.JsonPayloadCapture;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.observation.ObservationOpperTracer;
import ai.opper.tracing.observation.OpenSpanLimits;
import ai.opper.tracing.observation.RecordingSettings;
import ai.opper.tracing.observation.SpanObservationHandler;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;

import static org.assertj.core.api.Assertions.assertThat;

/** With the real tracers, joined as Spring Boot joins them. */
class MicrometerTracerBridgeTest {

    private final List<SpanRecord> spans = new ArrayList<>();

    /** Finished spans of the other tracer, by span id: the tag that names ours. */
    private final Map<String, String> references = new ConcurrentHashMap<>();

    private final Collection<AutoCloseable> closeables = new ConcurrentLinkedQueue<>();

    private Tracer neighbour;

    private OpperTracer tracer;

    private void start(Kind kind, boolean sampled, boolean follow) {
        start((kind == Kind.BRAVE) ? brave(sampled) : openTelemetry(sampled), follow);
    }

    private void start(Tracer neighbour, boolean follow) {
        this.neighbour = neighbour;
        Problems problems = new Problems();
        SpanRecording recording = new SpanRecording(
                new RecordingSettings(1, true, true, TraceAttributes.none(), OpenSpanLimits.DEFAULT, follow),
                new JsonPayloadCapture(CaptureLimits.DEFAULT, Redaction.standard(), problems), new Sink(), new Ledger(),
                problems, new MicrometerTracerBridge(() -> this.neighbour, List.of("tenant")));
        this.closeables.add(recording);
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig()
            .observationHandler(new DefaultTracingObservationHandler(this.neighbour))
            .observationHandler(new SpanObservationHandler(recording));
        this.tracer = new ObservationOpperTracer(new SpanTracer(registry, recording),
                (timeout) -> new FlushResult(0, 0, 0));
    }

    private Tracer brave(boolean sampled) {
        Tracing tracing = Tracing.newBuilder()
            .currentTraceContext(ThreadLocalCurrentTraceContext.create())
            .traceId128Bit(true)
            .sampler(sampled ? Sampler.ALWAYS_SAMPLE : Sampler.NEVER_SAMPLE)
            .propagationFactory(BaggagePropagation.newFactoryBuilder(B3Propagation.FACTORY)
                .add(SingleBaggageField.remote(BaggageField.create("tenant")))
                .add(SingleBaggageField.remote(BaggageField.create("private")))
                .build())
            .addSpanHandler(new SpanHandler() {
                @Override
                public boolean end(brave.propagation.TraceContext context, MutableSpan span, Cause cause) {
                    String reference = span.tag(MicrometerTracerBridge.SPAN_ID_TAG);
                    MicrometerTracerBridgeTest.this.references.put(context.spanIdString(), String.valueOf(reference));
                    return true;
                }
            })
            .build();
        this.closeables.add(tracing);
        return new BraveTracer(tracing.tracer(), new BraveCurrentTraceContext(tracing.currentTraceContext()),
                new BraveBaggageManager(List.of(), List.of("tenant", "private")));
    }

    private Tracer openTelemetry(boolean sampled) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
            .setSampler(sampled ? io.opentelemetry.sdk.trace.samplers.Sampler.alwaysOn()
                    : io.opentelemetry.sdk.trace.samplers.Sampler.alwaysOff())
            .addSpanProcessor(SimpleSpanProcessor.create(new References()))
            .build();
        this.closeables.add(provider);
        OtelCurrentTraceContext current = new OtelCurrentTraceContext();
        return new OtelTracer(provider.get("test"), current, (event) -> {
        }, new OtelBaggageManager(current, List.of("tenant", "private"), List.of()));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable closeable : this.closeables) {
            closeable.close();
        }
    }

    private SpanRecord span(String name) {
        return this.spans.stream().filter((span) -> span.name().equals(name)).findFirst().orElseThrow();
    }

    private static String text(SpanRecord span, String key) {
        return span.meta().get(key).text();
    }

    @ParameterizedTest
    @EnumSource
    void bothTracers_haveOneTraceIdAndTheirSpansNameEachOther(Kind kind) {
        start(kind, true, false);
        this.tracer.inSpan("outer", () -> this.tracer.inSpan("inner", () -> "done"));
        for (SpanRecord span : this.spans) {
            assertThat(text(span, "w3c_trace_id")).isEqualTo(span.traceId().toString().replace("-", ""));
            assertThat(this.references).containsEntry(text(span, "w3c_span_id"), span.id().toString());
        }
        assertThat(this.spans).hasSize(2);
        assertThat(span("inner").parentId()).isEqualTo(span("outer").id());
    }

    @ParameterizedTest
    @EnumSource
    void otherTracersDecision_isNotOurs(Kind kind) {
        start(kind, false, false);
        this.tracer.inSpan("kept", () -> "done");
        assertThat(this.spans).hasSize(1);
        assertThat(text(span("kept"), "w3c_trace_id")).hasSize(32);
    }

    @ParameterizedTest
    @EnumSource
    void otherTracersDecision_isOursWhenAsked(Kind kind) {
        start(kind, false, true);
        this.tracer.inSpan("left out", () -> this.tracer.inSpan("inside", () -> "done"));
        assertThat(this.spans).isEmpty();
        start(kind, true, true);
        this.tracer.inSpan("kept", () -> "done");
        assertThat(this.spans).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void namedBaggage_becomesTags(Kind kind) {
        start(kind, true, false);
        io.micrometer.tracing.Span around = this.neighbour.nextSpan().name("around").start();
        try (Tracer.SpanInScope scope = this.neighbour.withSpan(around);
                BaggageInScope tenant = this.neighbour.createBaggageInScope("tenant", "acme");
                BaggageInScope secret = this.neighbour.createBaggageInScope("private", "secret")) {
            this.tracer.inSpan("work", () -> "done");
        }
        around.end();
        assertThat(span("work").tags()).isEqualTo(Map.of("tenant", "acme"));
        assertThat(span("work").traceId().toString().replace("-", "")).isEqualTo(around.context().traceId());
    }

    @ParameterizedTest
    @EnumSource
    void newTrace_hasAnIdOfItsOwn(Kind kind) {
        start(kind, true, false);
        this.tracer.inSpan("outer", () -> {
            this.tracer.span("own").newTrace().start().close();
        });
        assertThat(span("own").traceId()).isNotEqualTo(span("outer").traceId());
        assertThat(text(span("own"), "w3c_trace_id")).isEqualTo(text(span("outer"), "w3c_trace_id"));
    }

    /** A tracer that has no library behind it knows no ids. */
    @Test
    void tracerWithoutALibrary_leavesUsOurOwnIds() {
        start(Tracer.NOOP, false);
        this.tracer.inSpan("alone", () -> "done");
        assertThat(span("alone").traceId()).isNotEqualTo(new UUID(0, 0));
        assertThat(span("alone").meta()).isEmpty();
    }

    /** What stands behind Micrometer Tracing. */
    enum Kind {

        BRAVE, OPEN_TELEMETRY

    }

    /** Keeps spans. */
    private final class Sink implements SpanSink {

        @Override
        public void accept(SpanNode node, SpanRecord span) {
            MicrometerTracerBridgeTest.this.spans.add(span);
        }

        @Override
        public void accept(SpanNode node, MetricRecord metric) {
        }

    }

    /** Keeps what the spans of OpenTelemetry say of ours. */
    private final class References implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            spans.forEach((span) -> MicrometerTracerBridgeTest.this.references.put(span.getSpanId(), String
                .valueOf(span.getAttributes().get(AttributeKey.stringKey(MicrometerTracerBridge.SPAN_ID_TAG)))));
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

    }

}
