// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micrometer.observation.Observation;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.opper.tracing.Span;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;

class TraceHeadersTest {

    private static final String TRACE = "018f0000-0000-7000-8000-000000000001";

    private static final String PARENT = "018F0000-0000-7000-8000-00000000000A";

    @AutoClose
    private Recorded recorded = new Recorded();

    private void listen(boolean enabled, String... include) {
        this.recorded.listen(new LibraryObservations(List.of(new FramesOfRequests()), List.of(include), List.of()),
                new TraceHeaders(enabled, (context) -> !"forbidden".equals(context.getName()), this.recorded.problems));
    }

    private Map<String, String> send(String name) {
        Map<String, String> headers = new LinkedHashMap<>();
        SenderContext<Map<String, String>> context = new SenderContext<>(Map::put);
        context.setCarrier(headers);
        Observation.createNotStarted(name, () -> context, this.recorded.registry).observe(() -> {
        });
        return headers;
    }

    private void receive(Map<String, String> headers, Runnable work) {
        ReceiverContext<Map<String, String>> context = new ReceiverContext<>(Map::get);
        context.setCarrier(headers);
        Observation.createNotStarted("receive", () -> context, this.recorded.registry).observe(work);
    }

    private void traced() {
        this.recorded.tracer.inSpan("work", () -> "done");
    }

    @Test
    void outgoingCall_namesTheSpanAround() {
        listen(true);
        try (Span span = this.recorded.tracer.span("caller").start()) {
            assertThat(send("send")).containsOnly(Map.entry(TraceHeaders.TRACE_ID, span.traceId().toString()),
                    Map.entry(TraceHeaders.PARENT_SPAN_ID, span.id().toString()));
        }
    }

    @Test
    void outgoingCallThatTakesNoHeaders_goesOut() {
        listen(true, "send");
        SenderContext<Map<String, String>> context = new SenderContext<>(Map::put);
        context.setCarrier(Map.of());
        String result = this.recorded.tracer.inSpan("caller",
                () -> Observation.createNotStarted("send", () -> context, this.recorded.registry)
                    .observe(() -> "sent"));
        assertThat(result).isEqualTo("sent");
        assertThat(this.recorded.isChild("send", "caller")).isTrue();
        assertThat(this.recorded.count(Problem.HEADER_NOT_SENT)).isOne();
    }

    @Test
    void outgoingCallThatIsASpan_namesItself() {
        listen(true, "send");
        Map<String, String> headers = this.recorded.tracer.inSpan("caller", () -> send("send"));
        assertThat(headers).containsEntry(TraceHeaders.PARENT_SPAN_ID, this.recorded.span("send").id().toString());
    }

    @Test
    void outgoingCall_outsideOfAnySpanSaysNothing() {
        listen(true);
        assertThat(send("send")).isEmpty();
    }

    @Test
    void outgoingCall_toAForbiddenTargetSaysNothing() {
        listen(true);
        assertThat(this.recorded.tracer.inSpan("caller", () -> send("forbidden"))).isEmpty();
    }

    @Test
    void switchedOff_neitherSendsNorReceives() {
        listen(false);
        assertThat(this.recorded.tracer.inSpan("caller", () -> send("send"))).isEmpty();
        receive(Map.of(TraceHeaders.TRACE_ID, TRACE), this::traced);
        assertThat(this.recorded.span("work").traceId()).isNotEqualTo(UUID.fromString(TRACE));
    }

    @Test
    void incomingCall_continuesTheTrace() {
        listen(true);
        receive(Map.of(TraceHeaders.TRACE_ID, TRACE, TraceHeaders.PARENT_SPAN_ID, PARENT), this::traced);
        assertThat(this.recorded.span("work").traceId()).isEqualTo(UUID.fromString(TRACE));
        assertThat(this.recorded.span("work").parentId()).isEqualTo(UUID.fromString(PARENT));
    }

    @Test
    void contentSwitches_holdBelowAParentOfAnotherService() {
        this.recorded = new Recorded(new RecordingSettings(1, false, false, TraceAttributes.none()),
                Redaction.standard());
        listen(true);
        receive(Map.of(TraceHeaders.TRACE_ID, TRACE, TraceHeaders.PARENT_SPAN_ID, PARENT), () -> {
            try (Span span = this.recorded.tracer.span("work").input("secret").start()) {
                span.output("secret");
            }
        });
        assertThat(this.recorded.span("work").input()).isNull();
        assertThat(this.recorded.span("work").output()).isNull();
    }

    @Test
    void incomingCallThatIsASpan_standsBetween() {
        listen(true, "receive");
        receive(Map.of(TraceHeaders.TRACE_ID, TRACE, TraceHeaders.PARENT_SPAN_ID, PARENT), this::traced);
        assertThat(this.recorded.span("receive").parentId()).isEqualTo(UUID.fromString(PARENT));
        assertThat(this.recorded.isChild("work", "receive")).isTrue();
    }

    @Test
    void incomingCallWithoutAParent_isARootOfTheSameTrace() {
        listen(true);
        receive(Map.of(TraceHeaders.TRACE_ID, TRACE), this::traced);
        SpanRecord span = this.recorded.span("work");
        assertThat(span.traceId()).isEqualTo(UUID.fromString(TRACE));
        assertThat(span.parentId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock = """
                    1-1-1-1-1,
                    00000000-0000-0000-0000-000000000000,
                    '',
                    018f0000-0000-7000-8000-000000000001,nonsense
                    018f0000-0000-7000-8000-000000000001,'018f0000-0000-7000-8000-000000000001,018f0000-0000-7000-8000-000000000001'
                    018f0000-0000-7000-8000-00000000000g,
                    '018f0000-0000-7000-8000-000000000001\r\nX-Evil: 1',
                    "<script>alert(1)</script>",
                    ,018f0000-0000-7000-8000-000000000001
                    """)
    void malformedHeaders_areIgnoredAndCounted(String trace, String parent) {
        listen(true);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(TraceHeaders.TRACE_ID, trace);
        headers.put(TraceHeaders.PARENT_SPAN_ID, parent);
        receive(headers, this::traced);
        assertThat(this.recorded.span("work").parentId()).isNull();
        assertThat(this.recorded.span("work").traceId()).isNotEqualTo(UUID.fromString(TRACE));
        assertThat(this.recorded.count(Problem.HEADER_IGNORED)).isOne();
    }

    @Test
    void veryLongHeader_isIgnored() {
        listen(true);
        receive(Map.of(TraceHeaders.TRACE_ID, "0".repeat(1_000_000)), this::traced);
        assertThat(this.recorded.count(Problem.HEADER_IGNORED)).isOne();
    }

    @Test
    void headerThatIsNoText_isIgnoredAndCounted() {
        listen(true);
        ReceiverContext<Map<String, Object>> context = new ReceiverContext<>(
                (headers, name) -> (String) headers.get(name));
        context.setCarrier(Map.of(TraceHeaders.TRACE_ID, 42, TraceHeaders.SAMPLED, 0));
        Observation.createNotStarted("receive", () -> context, this.recorded.registry).observe(this::traced);
        assertThat(this.recorded.span("work").parentId()).isNull();
        assertThat(this.recorded.count(Problem.HEADER_IGNORED)).isOne();
        assertThat(this.recorded.count(Problem.RECORDING_FAILED)).isZero();
    }

    @Test
    void unsampledTrace_isNotSampledInOtherServicesEither() {
        this.recorded = new Recorded(0.0);
        listen(true);
        assertThat(this.recorded.tracer.inSpan("caller", () -> send("send")))
            .containsOnly(Map.entry(TraceHeaders.SAMPLED, "0"));
        this.recorded = new Recorded();
        listen(true);
        receive(Map.of(TraceHeaders.SAMPLED, "0"), this::traced);
        assertThat(this.recorded.spans).isEmpty();
    }

    @Test
    void sampledTrace_isFollowedWhateverTheProbabilityHere() {
        this.recorded = new Recorded(0.0);
        listen(true);
        receive(Map.of(TraceHeaders.TRACE_ID, TRACE, TraceHeaders.PARENT_SPAN_ID, PARENT), this::traced);
        assertThat(this.recorded.spans).hasSize(1);
    }

    @Test
    void suppressedWork_isSuppressedInOtherServicesToo() {
        listen(true);
        try (TraceScope scope = this.recorded.tracer.suppress()) {
            assertThat(send("send")).containsOnly(Map.entry(TraceHeaders.SAMPLED, "0"));
        }
    }

    /** A frame may turn out to be recorded or not, so nobody can hang below it yet. */
    @Test
    void frameWithNothingInsideSoFar_passesOnWhereItHangsItself() {
        listen(true, "frame");
        receive(Map.of(TraceHeaders.TRACE_ID, TRACE, TraceHeaders.PARENT_SPAN_ID, PARENT), () -> {
            ReceiverContext<Map<String, String>> context = new ReceiverContext<>(Map::get);
            Observation.createNotStarted("request", () -> context, this.recorded.registry)
                .observe(() -> assertThat(send("send")).containsEntry(TraceHeaders.TRACE_ID, TRACE)
                    .containsEntry(TraceHeaders.PARENT_SPAN_ID, PARENT.toLowerCase(java.util.Locale.ROOT)));
        });
        assertThat(this.recorded.spans).isEmpty();
    }

    @Test
    void frameAtTheTop_passesOnItsTraceAlone() {
        listen(true);
        Observation.createNotStarted("request", this.recorded.registry).observe(() -> {
            Map<String, String> headers = send("send");
            assertThat(headers).containsOnlyKeys(TraceHeaders.TRACE_ID);
            traced();
            assertThat(headers).containsEntry(TraceHeaders.TRACE_ID, this.recorded.span("work").traceId().toString());
            assertThat(send("send")).containsKey(TraceHeaders.PARENT_SPAN_ID);
        });
    }

    /** Requests are frames. */
    private static final class FramesOfRequests implements ContextMapper {

        @Override
        public boolean supports(Observation.Context context) {
            return "request".equals(context.getName());
        }

        @Override
        public boolean isRecordedAlone(Observation.Context context) {
            return false;
        }

    }

}
