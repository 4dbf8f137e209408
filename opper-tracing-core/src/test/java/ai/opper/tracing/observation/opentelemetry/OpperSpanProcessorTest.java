// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.opentelemetry;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.JsonPayloadCapture;
import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.observation.ObservationOpperTracer;
import ai.opper.tracing.observation.RecordingSettings;
import ai.opper.tracing.observation.SpanObservationHandler;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.observation.TracerBridge;
import ai.opper.tracing.FlushResult;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;

import static org.assertj.core.api.Assertions.assertThat;

class OpperSpanProcessorTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final Sink sink = new Sink();

    private final Ledger ledger = new Ledger();

    private final Problems problems = new Problems(this.ledger);

    private final PayloadCapture capture = new JsonPayloadCapture(CaptureLimits.DEFAULT,
            new Redaction(Redaction.DEFAULT_KEYS, List.of(Pattern.compile("card-\\d+"))), this.problems);

    private final ObservationRegistry registry = ObservationRegistry.create();

    private final OpperSpanProcessor processor = processor(RecordingSettings.DEFAULT);

    private final SpanRecording recording = new SpanRecording(RecordingSettings.DEFAULT, this.capture, this.sink,
            this.ledger, this.problems, new OpenTelemetryBridge(this.processor, TracerBridge.NONE));

    private final SpanTracer spanTracer = new SpanTracer(this.registry, this.recording);

    private final OpperTracer ours = new ObservationOpperTracer(this.spanTracer, (timeout) -> new FlushResult(0, 0, 0));

    @AutoClose
    private final SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(this.processor).build();

    private final Tracer tracer = this.provider.get("library");

    OpperSpanProcessorTest() {
        this.registry.observationConfig().observationHandler(new SpanObservationHandler(this.recording));
    }

    private OpperSpanProcessor processor(RecordingSettings settings) {
        return new OpperSpanProcessor(this.sink, this.ledger, this.problems, this.capture, settings,
                List.of("https://api.opper.ai/v2/spans"),
                () -> this.spanTracer.spanAt(this.spanTracer.currentObservation()));
    }

    private SpanRecord only(Span span) {
        span.end();
        assertThat(this.sink.records).hasSize(1);
        return this.sink.records.get(0);
    }

    private static Map<String, String> texts(Map<String, Payload> meta) {
        Map<String, String> texts = new ConcurrentHashMap<>();
        meta.forEach((key, value) -> texts.put(key, value.text()));
        return texts;
    }

    @Test
    void spans_keepTheirTraceAndParents() {
        Span root = this.tracer.spanBuilder("root").startSpan();
        try (Scope scope = root.makeCurrent()) {
            this.tracer.spanBuilder("child").startSpan().end();
        }
        root.end();
        SpanRecord child = this.sink.span("child");
        SpanRecord parent = this.sink.span("root");
        assertThat(child.parentId()).isEqualTo(parent.id());
        assertThat(parent.parentId()).isNull();
        assertThat(parent.traceId().toString().replace("-", "")).isEqualTo(root.getSpanContext().getTraceId());
        assertThat(child.traceId()).isEqualTo(parent.traceId());
        assertThat(this.sink.nodes.get(child.id()).parent()).isSameAs(this.sink.nodes.get(parent.id()));
        assertThat(this.ledger.created()).isEqualTo(2);
        assertThat(texts(parent.meta())).containsEntry("w3c_span_id", root.getSpanContext().getSpanId())
            .containsEntry("scope", "library");
    }

    @Test
    void snapshot_showsARunningSpanWithoutItsContent() {
        Span root = this.tracer.spanBuilder("root").setAttribute("input.value", "in").startSpan();
        try (Scope scope = root.makeCurrent()) {
            this.tracer.spanBuilder("child").startSpan().end();
            SpanNode node = this.sink.nodes.get(this.sink.span("child").id()).parent();
            assertThat(node.isEnded()).isFalse();
            assertThat(node.snapshot().name()).isEqualTo("root");
            assertThat(node.snapshot().endTime()).isNull();
        }
        root.end();
        assertThat(this.sink.nodes.get(this.sink.span("root").id()).isEnded()).isTrue();
    }

    @Test
    void spans_belowAnotherProcessNameItsSpan() {
        SpanContext remote = SpanContext.createFromRemoteParent(TRACE, "b7ad6b7169203331", TraceFlags.getSampled(),
                TraceState.getDefault());
        SpanRecord span = only(
                this.tracer.spanBuilder("work").setParent(Context.root().with(Span.wrap(remote))).startSpan());
        assertThat(span.traceId()).isEqualTo(UUID.fromString("0af76519-16cd-43dd-8448-eb211c80319c"));
        assertThat(span.parentId()).isEqualTo(OtelIds.spanId(TRACE, "b7ad6b7169203331"));
        assertThat(span.parentId().version()).isEqualTo(8);
        assertThat(this.sink.nodes.get(span.id()).parent()).isNull();
    }

    @Test
    void ourSpans_hangBelowTheirsAndTheirsBelowOurs() {
        Span server = this.tracer.spanBuilder("GET /x").setSpanKind(SpanKind.SERVER).startSpan();
        try (Scope scope = server.makeCurrent(); ai.opper.tracing.Span answer = this.ours.span("answer").start()) {
            Span bridged = this.provider.get("org.springframework.boot").spanBuilder("answer").startSpan();
            bridged.setAttribute("opper.span_id", answer.id().toString());
            try (Scope inner = bridged.makeCurrent()) {
                this.tracer.spanBuilder("SELECT").startSpan().end();
            }
            bridged.end();
        }
        server.end();
        SpanRecord root = this.sink.span("GET /x");
        SpanRecord answer = this.sink.span("answer");
        assertThat(this.sink.records).hasSize(3);
        assertThat(answer.parentId()).isEqualTo(root.id());
        assertThat(answer.traceId()).isEqualTo(root.traceId());
        assertThat(this.sink.span("SELECT").parentId()).isEqualTo(answer.id());
        assertThat(this.sink.nodes.get(answer.id()).parent()).isSameAs(this.sink.nodes.get(root.id()));
        assertThat(this.sink.nodes.get(this.sink.span("SELECT").id()).parent())
            .isSameAs(this.sink.nodes.get(answer.id()));
    }

    @Test
    void spansOfObservations_areLeftOutAndDoNotBreakTheLine() {
        Span server = this.tracer.spanBuilder("server").startSpan();
        try (Scope scope = server.makeCurrent()) {
            Span observed = this.provider.get("org.springframework.boot").spanBuilder("task").startSpan();
            try (Scope inner = observed.makeCurrent()) {
                this.tracer.spanBuilder("query").startSpan().end();
            }
            observed.end();
        }
        server.end();
        assertThat(this.sink.records).extracting(SpanRecord::name).containsExactly("query", "server");
        assertThat(this.sink.span("query").parentId()).isEqualTo(this.sink.span("server").id());
    }

    @Test
    void ownRequests_doNotComeBack() {
        Span export = this.tracer.spanBuilder("POST")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("url.full", "https://api.opper.ai/v2/spans")
            .startSpan();
        try (Scope scope = export.makeCurrent()) {
            this.tracer.spanBuilder("connect").startSpan().end();
        }
        export.end();
        Span model = this.tracer.spanBuilder("POST")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("url.full", "https://api.opper.ai/v2/call")
            .startSpan();
        assertThat(only(model).name()).isEqualTo("POST");
        assertThat(this.ledger.created()).isOne();
    }

    @Test
    void unsampledSpans_areLeftOut() {
        try (SdkTracerProvider off = SdkTracerProvider.builder()
            .setSampler(Sampler.alwaysOff())
            .addSpanProcessor(this.processor)
            .build()) {
            off.get("library").spanBuilder("work").startSpan().end();
        }
        assertThat(this.sink.records).isEmpty();
        assertThat(this.ledger.created()).isZero();
    }

    @Test
    void genAi_isUnderstood() {
        SpanRecord span = only(this.tracer.spanBuilder("chat gpt-5")
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.provider.name", "openai")
            .setAttribute("gen_ai.request.model", "gpt-5")
            .setAttribute("gen_ai.response.model", "gpt-5-2026")
            .setAttribute("gen_ai.usage.input_tokens", 20)
            .setAttribute("gen_ai.usage.output_tokens", 5)
            .setAttribute("gen_ai.conversation.id", "session-1")
            .setAttribute("gen_ai.input.messages", "[{\"role\":\"user\",\"parts\":[]}]")
            .setAttribute("gen_ai.output.messages", "[{\"role\":\"assistant\"}]")
            .setAttribute("server.port", 443)
            .startSpan());
        assertThat(span.type()).isEqualTo("llm");
        assertThat(span.input().json()).isEqualTo("[{\"role\":\"user\",\"parts\":[]}]");
        assertThat(span.output().json()).isEqualTo("[{\"role\":\"assistant\"}]");
        assertThat(span.sessionId()).isEqualTo("session-1");
        assertThat(texts(span.meta())).containsEntry("model", "gpt-5-2026")
            .containsEntry("provider", "openai")
            .containsEntry("input_tokens", "20")
            .containsEntry("output_tokens", "5")
            .containsEntry("attributes", "{\"server.port\":443}");
    }

    @Test
    void instructionsAndTools_arePartOfWhatTheModelSaw() {
        SpanRecord span = only(this.tracer.spanBuilder("chat")
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Be kind.\"}]")
            .setAttribute("gen_ai.input.messages", "[{\"role\":\"user\",\"parts\":[]}]")
            .setAttribute("gen_ai.tool.definitions", "[{\"name\":\"weather\"}]")
            .startSpan());
        assertThat(span.input().json())
            .isEqualTo("{\"messages\":[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"Be kind.\"}]},"
                    + "{\"role\":\"user\",\"parts\":[]}],\"tools\":[{\"name\":\"weather\"}]}");
        assertThat(texts(span.meta())).doesNotContainKey("attributes");
    }

    @Test
    void openInference_isUnderstood() {
        SpanRecord span = only(this.tracer.spanBuilder("chat")
            .setAttribute("openinference.span.kind", "LLM")
            .setAttribute("llm.input_messages.0.message.role", "user")
            .setAttribute("llm.input_messages.0.message.content", "Why?")
            .setAttribute("llm.output_messages.0.message.role", "assistant")
            .setAttribute("llm.output_messages.0.message.tool_calls.0.tool_call.id", "call-1")
            .setAttribute("llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "weather")
            .setAttribute("input.value", "Why?")
            .setAttribute("llm.model_name", "gpt-5")
            .setAttribute("llm.token_count.total", 25)
            .setAttribute("user.id", "user-1")
            .setAttribute(AttributeKey.stringArrayKey("tag.tags"), List.of("tier:gold", "beta"))
            .setAttribute("metadata", "{\"a\":1}")
            .setAttribute("annotations.0.annotation.name", "quality")
            .setAttribute("annotations.0.annotation.score", 0.5)
            .setAttribute("evaluations.0.evaluation.name", "tone")
            .setAttribute("evaluations.0.evaluation.label", "friendly")
            .startSpan());
        assertThat(span.type()).isEqualTo("llm");
        assertThat(span.input().json()).isEqualTo("{\"messages\":[{\"content\":\"Why?\",\"role\":\"user\"}]}");
        assertThat(span.output().json()).isEqualTo("[{\"role\":\"assistant\","
                + "\"tool_calls\":[{\"function\":{\"name\":\"weather\"},\"id\":\"call-1\"}]}]");
        assertThat(span.userId()).isEqualTo("user-1");
        assertThat(span.tags()).containsEntry("tier", "gold").containsEntry("beta", true);
        assertThat(texts(span.meta())).containsEntry("model", "gpt-5")
            .containsEntry("total_tokens", "25")
            .containsEntry("metadata", "{\"a\":1}")
            .doesNotContainKey("attributes");
        assertThat(span.metrics()).containsExactly(new MetricRecord("quality", 0.5, null));
        assertThat(span.findings()).singleElement()
            .satisfies((finding) -> assertThat(finding.value().text()).isEqualTo("friendly"));
    }

    @Test
    void documents_areTheOutputOfARetriever() {
        SpanRecord span = only(this.tracer.spanBuilder("search")
            .setAttribute("openinference.span.kind", "RETRIEVER")
            .setAttribute("input.value", "refunds")
            .setAttribute("retrieval.documents.0.document.id", "d1")
            .setAttribute("retrieval.documents.0.document.score", 0.9)
            .startSpan());
        assertThat(span.type()).isEqualTo("retriever");
        assertThat(span.input().text()).isEqualTo("refunds");
        assertThat(span.output().json()).isEqualTo("[{\"id\":\"d1\",\"score\":0.9}]");
    }

    @Test
    void errors_areTakenFromExceptionsAndStatus() {
        Span failed = this.tracer.spanBuilder("failed").startSpan();
        failed.recordException(new IllegalStateException("no card-1234"));
        failed.setStatus(StatusCode.ERROR, "bad");
        failed.end();
        this.tracer.spanBuilder("told").startSpan().setStatus(StatusCode.ERROR, "bad").end();
        Span mended = this.tracer.spanBuilder("mended").startSpan();
        mended.recordException(new IllegalStateException("no"));
        mended.setStatus(StatusCode.OK);
        mended.end();
        assertThat(this.sink.span("failed").error()).startsWith("java.lang.IllegalStateException: no ")
            .doesNotContain("1234");
        assertThat(this.sink.span("told").error()).isEqualTo("bad");
        assertThat(this.sink.span("mended").error()).isNull();
    }

    @Test
    void everything_goesThroughRedaction() {
        Span span = this.tracer.spanBuilder("card-1 work")
            .setAttribute("input.value", "{\"password\":\"hunter2\",\"card\":\"card-2\"}")
            .setAttribute("output.value", "card-3")
            .setAttribute("http.request.header.authorization", "Bearer hunter2")
            .setAttribute("note", "card-4")
            .setAttribute("session.id", "card-5")
            .startSpan();
        span.addEvent("card-6",
                io.opentelemetry.api.common.Attributes.of(AttributeKey.stringKey("api_key"), "hunter2"));
        SpanRecord record = only(span);
        StringBuilder all = new StringBuilder(record.name()).append(record.sessionId())
            .append(record.input().json())
            .append(record.output().json());
        record.meta().forEach((key, value) -> all.append(value.json()));
        record.events()
            .forEach((event) -> event.attributes()
                .forEach((key, value) -> all.append(event.name()).append(value.json())));
        assertThat(all.toString()).doesNotContain("hunter2").doesNotContainPattern("card-\\d");
    }

    @Test
    void captureOff_leavesContentOutEverywhere() {
        RecordingSettings nothing = new RecordingSettings(1, false, false,
                TraceAttributes.none().withMetadata("service_name", "desk").withTag("tier", "gold"));
        try (SdkTracerProvider other = SdkTracerProvider.builder().addSpanProcessor(processor(nothing)).build()) {
            SpanRecord record = only(other.get("library")
                .spanBuilder("chat")
                .setAttribute("input.value", "secret")
                .setAttribute("llm.input_messages.0.message.content", "secret")
                .setAttribute("llm.tools.0.tool.json_schema", "secret")
                .setAttribute("gen_ai.output.messages", "secret")
                .setAttribute("db.query.text", "secret")
                .startSpan());
            assertThat(record.input()).isNull();
            assertThat(record.output()).isNull();
            assertThat(texts(record.meta()).toString()).doesNotContain("secret");
            assertThat(record.tags()).containsEntry("tier", "gold");
        }
    }

    /** Keeps what it is given. */
    private static final class Sink implements SpanSink {

        private final List<SpanRecord> records = new CopyOnWriteArrayList<>();

        private final Map<UUID, SpanNode> nodes = new ConcurrentHashMap<>();

        @Override
        public void accept(SpanNode node, SpanRecord span) {
            this.nodes.put(node.id(), node);
            this.records.add(span);
        }

        @Override
        public void accept(SpanNode node, MetricRecord metric) {
            throw new AssertionError("nobody measures late");
        }

        SpanRecord span(String name) {
            return this.records.stream().filter((each) -> each.name().equals(name)).findFirst().orElseThrow();
        }

    }

}
