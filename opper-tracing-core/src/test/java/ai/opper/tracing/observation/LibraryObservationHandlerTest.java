// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.observation.Observation;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.Span;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LibraryObservationHandlerTest {

    @AutoClose
    private Recorded recorded = new Recorded();

    private void listen(List<ContextMapper> mappers, List<String> include, List<String> exclude) {
        this.recorded.listen(new LibraryObservations(mappers, include, exclude));
    }

    private Observation observation(String name) {
        return Observation.createNotStarted(name, this.recorded.registry);
    }

    private void traced(String name) {
        this.recorded.tracer.inSpan(name, () -> "done");
    }

    @Test
    void nothingIncluded_makesNoSpansAndBreaksNoChain() {
        listen(List.of(), List.of(), List.of());
        this.recorded.tracer.inSpan("outer", () -> observation("library").observe(() -> traced("inner")));
        assertThat(this.recorded.spans).hasSize(2);
        assertThat(this.recorded.isChild("inner", "outer")).isTrue();
    }

    @Test
    void includedObservation_isASpanInTheMiddle() {
        listen(List.of(), List.of("lib*"), List.of());
        this.recorded.tracer.inSpan("outer",
                () -> observation("library").contextualName("library call")
                    .lowCardinalityKeyValue("kind", "read")
                    .lowCardinalityKeyValue("empty", "none")
                    .highCardinalityKeyValue("statement", "select secret")
                    .observe(() -> traced("inner")));
        assertThat(this.recorded.isChild("library call", "outer")).isTrue();
        assertThat(this.recorded.isChild("inner", "library call")).isTrue();
        SpanRecord span = this.recorded.span("library call");
        assertThat(span.type()).isEqualTo("chain");
        assertThat(span.meta()).containsOnlyKeys("kind");
        assertThat(span.input()).isNull();
    }

    @Test
    void excludedObservation_isNoSpanWhoeverIncludesIt() {
        listen(List.of(new Frames(), new Models()), List.of("*"), List.of("frame", "lib*"));
        observation("frame").observe(() -> observation("library").observe(() -> traced("inner")));
        assertThat(this.recorded.span("inner").parentId()).isNull();
        assertThat(this.recorded.spans).hasSize(1);
    }

    @Test
    void error_isOnTheSpan() {
        listen(List.of(), List.of("*"), List.of());
        assertThatIllegalStateException().isThrownBy(() -> observation("library").observe(() -> {
            throw new IllegalStateException("boom");
        }));
        assertThat(this.recorded.span("library").error()).isEqualTo("java.lang.IllegalStateException: boom");
    }

    @Test
    void frame_isRecordedWhenSomethingInsideIs() {
        listen(List.of(new Frames()), List.of(), List.of());
        observation("frame").observe(() -> traced("inner"));
        observation("frame").observe(() -> {
        });
        assertThat(this.recorded.spans).hasSize(2);
        assertThat(this.recorded.isChild("inner", "frame done")).isTrue();
        assertThat(this.recorded.ledger.created()).isEqualTo(2);
    }

    @Test
    void frame_isRecordedWhenSomethingInsideIsMeasured() {
        listen(List.of(new Frames()), List.of(), List.of());
        observation("frame").observe(() -> {
            this.recorded.tracer.currentSpan().metric("score", 1);
        });
        assertThat(this.recorded.span("frame done").metrics()).hasSize(1);
    }

    @Test
    void framesInFrames_areAllRecordedForOneSpanInside() {
        listen(List.of(new Frames()), List.of(), List.of());
        observation("frame").observe(() -> observation("frame").observe(() -> traced("inner")));
        assertThat(this.recorded.spans).hasSize(3);
        assertThat(this.recorded.spans).filteredOn((span) -> span.parentId() == null).hasSize(1);
    }

    /** Work that goes on after the response has been sent. */
    @Test
    void frame_isRecordedForASpanThatBeginsAfterItsEnd() {
        listen(List.of(new Frames()), List.of(), List.of());
        Observation frame = observation("frame").start();
        frame.stop();
        assertThat(this.recorded.spans).isEmpty();
        this.recorded.spanTracer.start(new SpanSpec("later", "chain", false), frame).end();
        assertThat(this.recorded.isChild("later", "frame done")).isTrue();
        assertThat(this.recorded.ledger.created()).isEqualTo(2);
    }

    @Test
    void metricOfTheTrace_reachesTheFrame() {
        listen(List.of(new Frames()), List.of(), List.of());
        observation("frame").observe(() -> this.recorded.tracer.inSpan("inner",
                () -> this.recorded.spanTracer.rootOf(this.recorded.tracer.currentSpan()).metric("total", 1)));
        assertThat(this.recorded.span("frame done").metrics()).hasSize(1);
    }

    @Test
    void mapper_describesTheSpanAtBothEnds() {
        listen(List.of(new Models()), List.of(), List.of());
        observation("model").observe(() -> {
        });
        SpanRecord span = this.recorded.span("model");
        assertThat(span.type()).isEqualTo("llm");
        assertThat(span.input().text()).isEqualTo("question");
        assertThat(span.output().text()).isEqualTo("answer");
    }

    @Test
    void mapperThatFails_costsItsWordsAndNothingElse() {
        listen(List.of(new Hostile()), List.of(), List.of());
        assertThat(observation("library").observe(() -> "result")).isEqualTo("result");
        assertThat(this.recorded.spans).hasSize(1);
        assertThat(this.recorded.count(Problem.RECORDING_FAILED)).isEqualTo(2);
    }

    @Test
    void unsampledTrace_recordsNothingInsideOfAFrame() {
        this.recorded = new Recorded(0.0);
        listen(List.of(new Frames()), List.of(), List.of());
        observation("frame").observe(() -> traced("inner"));
        assertThat(this.recorded.spans).isEmpty();
    }

    @Test
    void suppressed_makesNoSpans() {
        listen(List.of(new Models()), List.of("*"), List.of());
        try (TraceScope scope = this.recorded.tracer.suppress()) {
            observation("model").observe(() -> {
            });
        }
        assertThat(this.recorded.spans).isEmpty();
    }

    @Test
    void attributes_holdForSpansOfLibraries() {
        listen(List.of(new Models()), List.of(), List.of());
        try (TraceScope scope = this.recorded.tracer.with(TraceAttributes.none().withSessionId("s1"))) {
            observation("model").observe(() -> {
            });
        }
        assertThat(this.recorded.span("model").sessionId()).isEqualTo("s1");
    }

    @Test
    void otherTracer_givesItsTraceIdAndBothSpansNameEachOther() {
        Map<UUID, String> references = new ConcurrentHashMap<>();
        this.recorded = new Recorded(RecordingSettings.DEFAULT, (context) -> new Neighbour(references));
        this.recorded.tracer.inSpan("outer", () -> traced("inner"));
        SpanRecord span = this.recorded.span("outer");
        assertThat(span.traceId()).hasToString("0af76519-16cd-43dd-8448-eb211c80319c");
        assertThat(this.recorded.span("inner").traceId()).isEqualTo(span.traceId());
        assertThat(span.meta().get("w3c_trace_id").text()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(span.meta().get("w3c_span_id").text()).isEqualTo("b7ad6b7169203331");
        assertThat(span.tags()).containsEntry("tenant", "acme");
        assertThat(references).containsKeys(span.id(), this.recorded.span("inner").id());
    }

    @Test
    void newTrace_isNotThatOfTheOtherTracer() {
        this.recorded = new Recorded(RecordingSettings.DEFAULT, (context) -> new Neighbour(new ConcurrentHashMap<>()));
        this.recorded.tracer.inSpan("outer", () -> {
            try (Span span = this.recorded.tracer.span("own").newTrace().start()) {
                span.output("done");
            }
        });
        assertThat(this.recorded.span("own").traceId()).isNotEqualTo(this.recorded.span("outer").traceId());
    }

    @Test
    void otherTracersDecision_isFollowedOnlyWhenAsked() {
        RecordingSettings following = new RecordingSettings(1, true, true, TraceAttributes.none(),
                OpenSpanLimits.DEFAULT, true);
        this.recorded = new Recorded(following, (context) -> new Neighbour(new ConcurrentHashMap<>()));
        traced("left out");
        assertThat(this.recorded.spans).isEmpty();
    }

    /** A frame around the work. */
    private static final class Frames implements ContextMapper {

        @Override
        public boolean supports(Observation.Context context) {
            return "frame".equals(context.getName());
        }

        @Override
        public String name(Observation.Context context) {
            return (context.put("asked", true) != null) ? "frame done" : "frame";
        }

        @Override
        public boolean isRecordedAlone(Observation.Context context) {
            return false;
        }

        @Override
        public void onStop(Observation.Context context, Span span) {
            span.meta("status", 200).tag("kind", "frame");
        }

    }

    /** Work of interest. */
    private static final class Models implements ContextMapper {

        @Override
        public boolean supports(Observation.Context context) {
            return "model".equals(context.getName());
        }

        @Override
        public String type(Observation.Context context) {
            return "llm";
        }

        @Override
        public void onStart(Observation.Context context, Span span) {
            span.input("question");
        }

        @Override
        public void onStop(Observation.Context context, Span span) {
            span.output("answer");
        }

    }

    /** A mapper with a defect in every method that may have one. */
    private static final class Hostile implements ContextMapper {

        @Override
        public boolean supports(Observation.Context context) {
            return true;
        }

        @Override
        public void onStart(Observation.Context context, Span span) {
            throw new StackOverflowError();
        }

        @Override
        public void onStop(Observation.Context context, Span span) {
            throw new IllegalStateException("secret");
        }

    }

    /** A span of another tracer, which is not sampled there. */
    private record Neighbour(Map<UUID, String> references) implements TracerBridge.Counterpart {

        @Override
        public String traceId() {
            return "0af7651916cd43dd8448eb211c80319c";
        }

        @Override
        public String spanId() {
            return "b7ad6b7169203331";
        }

        @Override
        public boolean isSampled() {
            return false;
        }

        @Override
        public Map<String, String> baggage() {
            return Map.of("tenant", "acme");
        }

        @Override
        public void refer(UUID spanId) {
            this.references.put(spanId, spanId());
        }

    }

}
