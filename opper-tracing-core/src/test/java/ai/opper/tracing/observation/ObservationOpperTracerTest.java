// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.NullObservation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ObservationOpperTracerTest {

    private static final UUID NIL = new UUID(0, 0);

    private final Recorded recorded = new Recorded();

    private final OpperTracer tracer = this.recorded.tracer;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void nothingIsLeftBehind() {
        this.threads.shutdownNow();
        assertThat(this.recorded.registry.getCurrentObservationScope()).isNull();
        assertThat(Ambient.current()).isSameAs(Ambient.NONE);
    }

    private void onAnotherThread(Runnable work) {
        try {
            this.threads.submit(work).get();
        }
        catch (Exception ex) {
            throw new AssertionError(ex);
        }
    }

    @Test
    void inSpan_nestsAndSeparates() {
        this.tracer.inSpan("root", () -> {
            this.tracer.inSpan("first", () -> this.tracer.inSpan("inner", () -> {
            }));
            assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> this.tracer.inSpan("failing", (Runnable) () -> {
                    throw new IllegalStateException("no");
                }));
            this.tracer.inSpan("sibling", () -> {
            });
        });
        assertThat(this.recorded.spans).hasSize(5);
        assertThat(this.recorded.isChild("first", "root")).isTrue();
        assertThat(this.recorded.isChild("inner", "first")).isTrue();
        assertThat(this.recorded.isChild("failing", "root")).isTrue();
        assertThat(this.recorded.isChild("sibling", "root")).isTrue();
        assertThat(this.recorded.span("root").isRoot()).isTrue();
        assertThat(this.recorded.span("failing").error()).isEqualTo("java.lang.IllegalStateException: no");
        assertThat(this.recorded.span("root").error()).isNull();
        assertThat(this.recorded.ledger.created()).isEqualTo(5);
    }

    @Test
    void truncated_countsInputsAndOutputsThatDoNotFit() {
        String large = "x".repeat(CaptureLimits.DEFAULT.maxBytes() + 1);
        this.tracer.span("small").start().input("x").output("y").close();
        this.tracer.span("large input").start().input(large).output("y").close();
        this.tracer.span("large both").start().input(large).output(List.of(large)).close();
        assertThat(this.recorded.recording.truncated()).isEqualTo(3);
    }

    @Test
    void inSpan_timesItsWork() {
        this.tracer.inSpan("root", () -> this.tracer.inSpan("inner", () -> {
        }));
        SpanRecord root = this.recorded.span("root");
        SpanRecord inner = this.recorded.span("inner");
        assertThat(inner.startTime()).isAfterOrEqualTo(root.startTime());
        assertThat(inner.endTime()).isAfterOrEqualTo(inner.startTime()).isBeforeOrEqualTo(root.endTime());
    }

    @Test
    void inSpan_onAFreshThreadStartsATrace() {
        this.tracer.inSpan("here", () -> onAnotherThread(() -> this.tracer.inSpan("there", () -> {
        })));
        assertThat(this.recorded.span("there").isRoot()).isTrue();
        assertThat(this.recorded.span("there").traceId()).isNotEqualTo(this.recorded.span("here").traceId());
    }

    @Test
    void inSpan_findsTheNearestRecordedAncestor() {
        this.recorded.registry.observationConfig()
            .observationPredicate((name, context) -> !name.equals("switched.off"));
        this.tracer.inSpan("root",
                () -> Observation.createNotStarted("foreign", this.recorded.registry)
                    .observe(() -> Observation.createNotStarted("switched.off", this.recorded.registry)
                        .observe(() -> Observation.createNotStarted("foreign2", this.recorded.registry)
                            .observe(() -> this.tracer.inSpan("inner", () -> {
                            })))));
        assertThat(this.recorded.spans).hasSize(2);
        assertThat(this.recorded.isChild("inner", "root")).isTrue();
    }

    @Test
    void inSpan_returnsAndThrowsExactlyWhatTheWorkDoes() throws Exception {
        Object result = new Object();
        assertThat(this.tracer.<Object>inSpan("a", () -> result)).isSameAs(result);
        assertThat(this.tracer.<Object>inSpanChecked("b", () -> result)).isSameAs(result);
        assertThat(this.tracer.<Object>inSpan("null", () -> null)).isNull();
        IOException checked = new IOException("checked");
        assertThatThrownBy(() -> this.tracer.inSpanChecked("c", () -> {
            throw checked;
        })).isSameAs(checked).hasNoSuppressedExceptions();
        Error error = new StackOverflowError("error");
        assertThatThrownBy(() -> this.tracer.inSpan("d", (Runnable) () -> {
            throw error;
        })).isSameAs(error).hasNoSuppressedExceptions();
        assertThatThrownBy(() -> this.tracer.<Object>inSpan("e", () -> {
            throw new AssertionError("mine");
        })).isInstanceOf(AssertionError.class).hasMessage("mine");
        assertThat(this.recorded.spans).hasSize(6);
        assertThat(this.recorded.span("null").output().json()).isEqualTo("null");
        assertThat(this.recorded.span("c").error()).isEqualTo("java.io.IOException: checked");
        assertThat(this.recorded.span("d").error()).isEqualTo("java.lang.StackOverflowError: error");
    }

    @Test
    void start_takesEverythingTheBuilderSays() {
        Map<String, Integer> input = new HashMap<>(Map.of("n", 1));
        try (Span span = this.tracer.span("built")
            .type(SpanType.TOOL)
            .input(input)
            .tag("a", 1)
            .tag("b", true)
            .tag("c", Duration.ofSeconds(1))
            .tag("apiKey", "k")
            .tag("absent", null)
            .tag("counter", new AtomicLong(3))
            .start()) {
            input.put("n", 2);
            assertThat(this.tracer.currentSpan().id()).isEqualTo(span.id());
            assertThat(span.isRecording()).isTrue();
            span.output("text").score(4).meta("m", List.of(1)).event("e", Map.of("token", "t", "k", 1));
            span.metric("m1", 1.5).metric("m2", 2, "why").finding("f", 3, "good").finding("g", false, null);
        }
        SpanRecord span = this.recorded.span("built");
        assertThat(span.type()).isEqualTo("tool");
        assertThat(span.input().json()).isEqualTo("{\"n\":1}");
        assertThat(span.output().json()).isEqualTo("\"text\"");
        assertThat(span.tags()).hasToString("{a=1, b=true, c=PT1S, apiKey=__REDACTED__, counter=3}");
        assertThat(span.score()).isEqualTo(4);
        assertThat(span.meta().get("m").json()).isEqualTo("[1]");
        assertThat(span.events()).singleElement()
            .satisfies((event) -> assertThat(event.attributes().get("token").json()).isEqualTo("\"__REDACTED__\""));
        assertThat(span.metrics()).extracting(MetricRecord::dimension).containsExactly("m1", "m2", "f");
        assertThat(span.findings()).hasSize(2);
        assertThat(this.recorded.ledger.created()).isEqualTo(4);
    }

    @Test
    void start_ofANewTraceNamesTheSpanAround() {
        try (Span outer = this.tracer.span("outer").start()) {
            try (Span own = this.tracer.span("own").newTrace().start()) {
                assertThat(own.traceId()).isNotEqualTo(outer.traceId());
                this.tracer.inSpan("below", () -> {
                });
            }
            this.tracer.inSpan("after", () -> {
            });
            assertThat(this.recorded.span("own").meta().get("started_by_trace_id").text())
                .isEqualTo(outer.traceId().toString());
            assertThat(this.recorded.span("own").meta().get("started_by_span_id").text())
                .isEqualTo(outer.id().toString());
        }
        assertThat(this.recorded.span("own").isRoot()).isTrue();
        assertThat(this.recorded.isChild("below", "own")).isTrue();
        assertThat(this.recorded.isChild("after", "outer")).isTrue();
    }

    @Test
    void close_endsOnceAndInAnyOrder() {
        Span outer = this.tracer.span("outer").start();
        Span forgotten = this.tracer.span("forgotten").start();
        outer.close();
        outer.close();
        assertThat(this.recorded.registry.getCurrentObservationScope()).isNull();
        this.tracer.inSpan("next", () -> forgotten.close());
        assertThat(this.recorded.spans).hasSize(3);
        assertThat(this.recorded.span("next").isRoot()).isTrue();
        assertThat(this.recorded.isChild("forgotten", "outer")).isTrue();
    }

    @Test
    void currentSpan_isNeverNull() {
        assertThat(this.tracer.currentSpan().isRecording()).isFalse();
        assertThat(this.tracer.currentSpan().id()).isEqualTo(NIL);
        this.tracer.inSpan("a", () -> {
            this.tracer.currentSpan().tag("t", 1).close();
            assertThat(this.tracer.currentSpan().isRecording()).isTrue();
        });
        assertThat(this.recorded.span("a").tags()).containsEntry("t", 1);
        assertThat(this.tracer.currentSpan().input(1).metric("m", 1).isRecording()).isFalse();
    }

    @Test
    void changes_afterTheEndAreCounted() {
        Span span = this.tracer.span("a").start();
        span.close();
        span.output("late").tag("t", 1).event("late").error(new IllegalStateException()).metric("late", 2);
        span.finding("score", 0.5, null);
        assertThat(this.recorded.count(Problem.CHANGED_AFTER_END)).isEqualTo(5);
        assertThat(this.recorded.lateMetrics).extracting((each) -> each.getValue().dimension())
            .containsExactly("late", "score");
        assertThat(this.recorded.lateMetrics.peek().getKey().id()).isEqualTo(span.id());
        assertThat(this.recorded.ledger.created()).isEqualTo(3);
        assertThat(this.recorded.span("a").tags()).isEmpty();
    }

    @Test
    void sampling_isDecidedAtTheRoot() {
        Recorded none = new Recorded(0);
        none.tracer.inSpan("root", () -> none.tracer.inSpan("child", () -> {
            assertThat(none.tracer.currentSpan().isRecording()).isFalse();
            assertThat(none.tracer.currentSpan().id()).isEqualTo(NIL);
        }));
        assertThat(none.spans).isEmpty();
        assertThat(none.ledger.created()).isZero();
        Recorded half = new Recorded(0.5);
        for (int round = 0; round < 2_000; round++) {
            half.tracer.inSpan("root", () -> half.tracer.inSpan("child", () -> {
            }));
        }
        Map<UUID, Integer> traces = new HashMap<>();
        half.spans.forEach((span) -> traces.merge(span.traceId(), 1, Integer::sum));
        assertThat(traces.values()).containsOnly(2);
        assertThat(traces.size()).isBetween(850, 1_150);
    }

    @Test
    void with_givesAttributesToEverySpanInside() {
        TraceAttributes outer = TraceAttributes.none()
            .withSessionId("s1")
            .withUserId("u1")
            .withTag("a", "outer")
            .withMetadata("password", "p");
        try (TraceScope scope = this.tracer.with(outer)) {
            this.tracer.inSpan("one", () -> {
                try (TraceScope inner = this.tracer.with(TraceAttributes.none().withSessionId("s2").withTag("b", 2))) {
                    this.tracer.inSpan("two", () -> {
                    });
                }
                this.tracer.inSpan("three", () -> this.tracer.currentSpan().tag("a", "own"));
            });
            assertThatThrownBy(() -> {
                try (TraceScope failing = this.tracer.with(TraceAttributes.none().withSessionId("s3"))) {
                    throw new IllegalStateException("x");
                }
            }).hasMessage("x");
            this.tracer.inSpan("four", () -> {
            });
        }
        this.tracer.inSpan("five", () -> {
        });
        assertThat(this.recorded.spans).extracting((span) -> span.name() + " " + span.sessionId() + " " + span.tags())
            .containsExactly("two s2 {a=outer, b=2}", "three s1 {a=own}", "one s1 {a=outer}", "four s1 {a=outer}",
                    "five null {}");
        assertThat(this.recorded.span("two").userId()).isEqualTo("u1");
        assertThat(this.recorded.span("one").meta().get("password").text()).isEqualTo("__REDACTED__");
    }

    @Test
    void with_mayBeClosedInAnyOrderAndTwice() {
        TraceScope first = this.tracer.with(TraceAttributes.none().withSessionId("s1"));
        TraceScope second = this.tracer.with(TraceAttributes.none().withSessionId("s2"));
        first.close();
        this.tracer.inSpan("inside", () -> {
        });
        second.close();
        second.close();
        first.close();
        this.tracer.inSpan("outside", () -> {
        });
        assertThat(this.recorded.span("inside").sessionId()).isEqualTo("s2");
        assertThat(this.recorded.span("outside").sessionId()).isNull();
    }

    @Test
    void with_travelsWithTheContext() throws Exception {
        ContextRegistry contexts = ContextRegistry.getInstance();
        contexts.registerThreadLocalAccessor(
                new io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor(
                        this.recorded.registry));
        ContextSnapshotFactory factory = ContextSnapshotFactory.builder().contextRegistry(contexts).build();
        try (TraceScope scope = this.tracer.with(TraceAttributes.none().withSessionId("s1"))) {
            this.tracer.inSpan("here", () -> {
                ContextSnapshot snapshot = factory.captureAll();
                onAnotherThread(snapshot.wrap(() -> {
                    try (TraceScope inner = this.tracer.with(TraceAttributes.none().withTag("t", 1))) {
                        this.tracer.inSpan("there", () -> {
                        });
                    }
                }));
                onAnotherThread(() -> assertThat(Ambient.current()).isSameAs(Ambient.NONE));
            });
        }
        assertThat(this.recorded.isChild("there", "here")).isTrue();
        assertThat(this.recorded.span("there").sessionId()).isEqualTo("s1");
        assertThat(this.recorded.span("there").tags()).containsEntry("t", 1);
    }

    @Test
    void suppress_recordsNothingInside() {
        this.tracer.inSpan("outer", () -> {
            try (TraceScope quiet = this.tracer.suppress()) {
                assertThat(this.tracer.<Integer>inSpan("hidden", () -> 7)).isEqualTo(7);
                assertThat(this.tracer.currentSpan().isRecording()).isFalse();
                try (TraceScope more = this.tracer.with(TraceAttributes.none().withSessionId("s"))) {
                    this.tracer.inSpan("hidden too", () -> {
                    });
                }
            }
            this.tracer.inSpan("seen", () -> {
            });
        });
        assertThat(this.recorded.spans).extracting(SpanRecord::name).containsExactly("seen", "outer");
    }

    @Test
    void span_losesNothingThatTwoThreadsSay() throws Exception {
        int each = 500;
        Span span = this.tracer.span("busy").start();
        CountDownLatch start = new CountDownLatch(2);
        Consumer<String> talk = (who) -> IntStream.range(0, each).forEach((index) -> {
            span.metric(who, index).event(who);
            if (index % 100 == 0) {
                span.tag(who + index, index);
            }
        });
        List<Future<?>> all = new ArrayList<>();
        for (String who : List.of("a", "b")) {
            all.add(this.threads.submit(() -> {
                start.countDown();
                start.await();
                talk.accept(who);
                return null;
            }));
        }
        for (Future<?> future : all) {
            future.get();
        }
        span.close();
        SpanRecord record = this.recorded.span("busy");
        assertThat(record.metrics()).hasSize(2 * each);
        assertThat(record.events()).hasSize(2 * each);
        assertThat(record.tags()).hasSize(2 * each / 100);
        for (String who : List.of("a", "b")) {
            assertThat(record.metrics().stream().filter((metric) -> metric.dimension().equals(who)))
                .extracting(MetricRecord::value)
                .isSorted();
        }
    }

    /** A metric is in the record or comes after it, never in both and never in none. */
    @Test
    void span_losesNoMetricAtItsEnd() throws Exception {
        for (int round = 0; round < 200; round++) {
            Recorded own = new Recorded();
            Span span = own.tracer.span("racing").start();
            Future<?> other = this.threads.submit(() -> IntStream.range(0, 50).forEach((n) -> span.metric("m", n)));
            span.close();
            other.get();
            assertThat(own.span("racing").metrics().size() + own.lateMetrics.size()).isEqualTo(50);
            assertThat(own.ledger.created()).isEqualTo(51);
        }
    }

    enum Moment {

        START, STOP, SCOPE_OPENED, SCOPE_CLOSED, ERROR, ALL

    }

    private static final class Throwing implements ObservationHandler<Observation.Context> {

        private final Moment moment;

        Throwing(Moment moment) {
            this.moment = moment;
        }

        private void at(Moment now) {
            if (this.moment == now || this.moment == Moment.ALL) {
                if (now == Moment.STOP) {
                    throw new AssertionError("an error of a handler");
                }
                throw new IllegalStateException("an exception of a handler");
            }
        }

        @Override
        public void onStart(Observation.Context context) {
            at(Moment.START);
        }

        @Override
        public void onStop(Observation.Context context) {
            at(Moment.STOP);
        }

        @Override
        public void onError(Observation.Context context) {
            at(Moment.ERROR);
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
            at(Moment.SCOPE_OPENED);
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            at(Moment.SCOPE_CLOSED);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

    }

    @ParameterizedTest
    @EnumSource
    void handlers_thatThrowReachNobody(Moment moment) {
        Recorded first = new Recorded(RecordingSettings.DEFAULT, Redaction.standard(), new Throwing(moment));
        Recorded last = new Recorded();
        last.registry.observationConfig().observationHandler(new Throwing(moment));
        for (Recorded each : List.of(first, last)) {
            assertThat(each.tracer.<Integer>inSpan("root", () -> {
                each.tracer.inSpan("one", () -> {
                });
                assertThatThrownBy(() -> each.tracer.inSpan("two", (Runnable) () -> {
                    throw new IllegalArgumentException("mine");
                })).isInstanceOf(IllegalArgumentException.class).hasMessage("mine");
                return 7;
            })).isEqualTo(7);
            assertThat(each.registry.getCurrentObservationScope()).isNull();
            assertThat(each.spans).extracting(SpanRecord::name).containsExactly("one", "two", "root");
            assertThat(each.isChild("one", "root")).isTrue();
            assertThat(each.isChild("two", "root")).isTrue();
            assertThat(each.span("two").error()).contains("mine");
            assertThat(each.count(Problem.RECORDING_FAILED)).isPositive();
        }
    }

    @Test
    void sink_thatThrowsReachesNobody() {
        this.recorded.failure = new IllegalStateException("sink");
        Span span = this.tracer.span("a").start();
        span.close();
        span.metric("m", 1);
        assertThat(this.recorded.count(Problem.RECORDING_FAILED)).isEqualTo(2);
    }

    static final class Rude extends RuntimeException {

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

    }

    @Test
    void span_survivesWhateverItIsGiven() {
        try (Span span = this.tracer.span("rude").start()) {
            span.error(new Rude());
            span.error(null).tag(null, 1).meta(null, 1).metric(null, 1).event(null).event("e", null);
            span.finding(null, null, null).finding("nan", Double.NaN, null).metric("inf", Double.POSITIVE_INFINITY);
            Map<String, Object> withNull = new HashMap<>();
            withNull.put(null, null);
            span.event("with null", withNull).input(null).output(null);
        }
        SpanRecord span = this.recorded.span("rude");
        assertThat(span.error()).startsWith(Rude.class.getName()).contains("IllegalStateException");
        assertThat(this.recorded.count(Problem.METRIC_NOT_FINITE)).isEqualTo(2);
        assertThat(span.events()).extracting(SpanEvent::name).contains("with null");
        assertThat(this.tracer.<Integer>inSpan(null, () -> 1)).isEqualTo(1);
    }

    /** Whatever leaves has passed the patterns, whichever field it leaves in. */
    @Test
    void span_masksEveryField() {
        Recorded masking = new Recorded(RecordingSettings.DEFAULT,
                new Redaction(List.of(), List.of(Pattern.compile("s3cret\\d*"))));
        String text = "a s3cret42 b";
        TraceAttributes attributes = TraceAttributes.none()
            .withSessionId(text)
            .withUserId(text)
            .withTag(text, text)
            .withMetadata(text, text);
        try (TraceScope scope = masking.tracer.with(attributes);
                Span span = masking.tracer.span(text).type("t").input(text).tag(text, text).start()) {
            span.output(List.of(text)).meta(text, text).error(new IllegalStateException(text));
            span.metric(text, 1, text).finding(text, text, text).event(text, Map.of(text, text));
        }
        SpanRecord span = masking.spans.peek();
        StringBuilder all = new StringBuilder(span.toString());
        List<Payload> payloads = new ArrayList<>(List.of(span.input(), span.output()));
        payloads.addAll(span.meta().values());
        span.events().forEach((event) -> payloads.addAll(event.attributes().values()));
        span.findings().forEach((finding) -> payloads.add(finding.value()));
        payloads.forEach((payload) -> all.append(payload.json()));
        assertThat(all.toString()).doesNotContain("s3cret").contains("__REDACTED__");
    }

    @Test
    void settings_switchPayloadsOff() {
        Recorded quiet = new Recorded(
                new RecordingSettings(1, false, false,
                        RecordingSettings.attributes("svc", Map.of("env", "test"), Map.of("v", 1))),
                Redaction.standard());
        try (Span span = quiet.tracer.span("a").input(1).start()) {
            span.output(2);
        }
        SpanRecord span = quiet.span("a");
        assertThat(span.input()).isNull();
        assertThat(span.output()).isNull();
        assertThat(span.tags()).containsEntry("env", "test");
        assertThat(span.meta()).containsOnlyKeys("service_name", "v");
    }

    @Test
    void snapshot_tellsWhatIsKnownSoFar() {
        ActiveSpan active = this.recorded.spanTracer.start(new SpanSpec("a", "chain", false), null);
        RecordingSpan span = (RecordingSpan) active.span();
        span.tag("t", 1).metric("m", 2);
        assertThat(span.snapshot().endTime()).isNull();
        assertThat(span.snapshot().tags()).containsEntry("t", 1);
        SpanRecord before = span.snapshot();
        span.metric("later", 3);
        assertThat(before.metrics()).hasSize(1);
        assertThat(span.isEnded()).isFalse();
        active.end();
        active.end();
        assertThat(span.isEnded()).isTrue();
        assertThat(this.recorded.spans).hasSize(1);
        assertThat(this.recorded.span("a").metrics()).hasSize(2);
    }

    @Test
    void leave_makesTheSpanAboveCurrent() {
        try (Span outer = this.tracer.span("outer").start()) {
            ActiveSpan active = this.recorded.spanTracer.start(new SpanSpec("a", "chain", false), null);
            try (ActiveSpan.Scope scope = active.makeCurrent()) {
                assertThat(this.tracer.currentSpan().id()).isEqualTo(active.span().id());
                try (ActiveSpan.Scope left = active.leave()) {
                    assertThat(this.tracer.currentSpan().id()).isEqualTo(outer.id());
                }
                assertThat(this.tracer.currentSpan().id()).isEqualTo(active.span().id());
                assertThat(this.recorded.spanTracer.rootOf(active.span()).id()).isEqualTo(outer.id());
            }
            active.end();
        }
        assertThat(this.recorded.isChild("a", "outer")).isTrue();
    }

    @Test
    void start_takesAParentFromElsewhere() {
        ActiveSpan parent = this.recorded.spanTracer.start(new SpanSpec("parent", "chain", false), null);
        this.tracer.inSpan("current",
                () -> this.recorded.spanTracer.start(new SpanSpec("child", "chain", false), parent.observation())
                    .end());
        this.recorded.spanTracer
            .start(new SpanSpec("alone", "chain", false), new NullObservation(this.recorded.registry))
            .end();
        parent.end();
        assertThat(this.recorded.isChild("child", "parent")).isTrue();
        assertThat(this.recorded.span("alone").isRoot()).isTrue();
    }

    @Test
    void tracer_recordsNothingWhereObservationsAreOff() {
        OpperTracer off = new ObservationOpperTracer(new SpanTracer(ObservationRegistry.NOOP, this.recorded.recording),
                (timeout) -> new FlushResult(0, 0, 0));
        assertThat(off.<Integer>inSpan("a", () -> 3)).isEqualTo(3);
        try (Span span = off.span("b").tag("a", 1).start()) {
            assertThat(span.isRecording()).isFalse();
            assertThat(span.id()).isEqualTo(NIL);
        }
        assertThat(this.recorded.spans).isEmpty();
        assertThat(this.tracer.flush(Duration.ofMillis(5)).stored()).isEqualTo(5);
    }

    @Test
    void noop_hasNoIds() throws Exception {
        OpperTracer noop = OpperTracer.noop();
        try (Span span = noop.span("a").type("x").input(1).tag("a", 1).newTrace().start()) {
            assertThat(span.id()).isEqualTo(NIL);
            assertThat(span.traceId()).isEqualTo(NIL);
            assertThat(span.isRecording()).isFalse();
            span.input(1).output(1).tag("a", 1).meta("a", 1).score(1).error(new IllegalStateException());
            span.metric("m", 1).metric("m", 1, "c").finding("f", 1, null).event("e").event("e", Map.of());
        }
        assertThat(noop.<Integer>inSpan("a", () -> 1)).isEqualTo(1);
        assertThat(noop.<Integer>inSpanChecked("a", () -> 2)).isEqualTo(2);
        assertThat(noop.flush(Duration.ZERO).isComplete()).isTrue();
        noop.with(TraceAttributes.none()).close();
        noop.suppress().close();
    }

}
