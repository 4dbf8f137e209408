// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/** What {@code @SpanMetric} measures, and where it goes. */
class SpanMetricTest {

    private final TracedApplication application = TracedApplication.of(Quality.class, Fragile.class);

    private final Quality bean = this.application.bean(Quality.class);

    @AfterEach
    void close() {
        this.application.close();
    }

    private List<MetricRecord> metrics() {
        return this.application.spans().only().metrics();
    }

    static List<Arguments> values() {
        return List.of(Arguments.of(3, 3.0), Arguments.of(2.5f, 2.5), Arguments.of(true, 1.0), Arguments.of(false, 0.0),
                Arguments.of(List.of(1, 2), 2.0), Arguments.of(Map.of("a", 1), 1.0), Arguments.of("four", 4.0),
                Arguments.of(CharBuffer.wrap("ab"), 2.0), Arguments.of(new int[] { 1, 2, 3 }, 3.0),
                Arguments.of(new String[0], 0.0), Arguments.of(Duration.ofMillis(1_500), 1.5),
                Arguments.of(Duration.ofMillis(-500), -0.5), Arguments.of(Optional.of(7), 7.0));
    }

    @ParameterizedTest
    @MethodSource("values")
    void expression_resultBecomesANumber(Object value, double expected) {
        this.bean.anything(value);
        assertThat(metrics()).containsExactly(new MetricRecord("anything", expected, null));
    }

    @Test
    void expression_withoutANumberIsCounted() {
        this.bean.anything(new Object());
        assertThat(metrics()).isEmpty();
        assertThat(this.application.problems(Problem.EXPRESSION_FAILED)).isEqualTo(1);
    }

    @Test
    void expression_withoutAValueIsNoMetricAndNoProblem() {
        this.bean.anything(null);
        this.bean.anything(Optional.empty());
        assertThat(this.application.spans().all()).allSatisfy((span) -> assertThat(span.metrics()).isEmpty());
        assertThat(this.application.problems(Problem.EXPRESSION_FAILED)).isZero();
    }

    @Test
    void expression_givingAnInfiniteNumberIsCounted() {
        this.bean.anything(1 / 0.0);
        assertThat(metrics()).isEmpty();
        assertThat(this.application.problems(Problem.METRIC_NOT_FINITE)).isEqualTo(1);
    }

    @Test
    void expression_givingACollectionThatThrowsIsCounted() {
        List<Object> closed = new AbstractList<>() {

            @Override
            public Object get(int index) {
                throw new IllegalStateException("closed");
            }

            @Override
            public int size() {
                throw new IllegalStateException("closed");
            }

        };
        assertThat(this.bean.lazy(closed)).isSameAs(closed);
        assertThat(metrics()).isEmpty();
        assertThat(this.application.problems(Problem.EXPRESSION_FAILED)).isEqualTo(1);
    }

    @Test
    void attributes_nameConditionAndComment() {
        this.bean.described("abc", true);
        assertThat(metrics()).containsExactly(new MetricRecord("length", 3, "3 letters of abc"));
        this.application.spans().clear();
        this.bean.described("abc", false);
        assertThat(metrics()).isEmpty();
    }

    @Test
    void repeated_isTakenInOrder() {
        this.bean.repeated("ab", "abc");
        assertThat(metrics()).containsExactly(new MetricRecord("first", 2, null), new MetricRecord("second", 3, "b"));
    }

    @Test
    void metaAnnotation_isOneOrMany() {
        this.bean.judged("abcd");
        assertThat(metrics()).containsExactly(new MetricRecord("answer_length", 4, null));
        this.application.spans().clear();
        this.bean.judgedTwice("abcd");
        assertThat(metrics()).extracting(MetricRecord::dimension).containsExactly("one", "two");
    }

    @Test
    void duration_isThatOfTheSpanAndWithoutTheTimeToRenderItsOutput() {
        SlowToRender output = this.bean.timedToo();
        SpanRecord span = this.application.spans().only();
        assertThat(output.renderedAt).isNotNull();
        assertThat(span.endTime()).isNotNull().isBefore(output.renderedAt.plusMillis(5));
        Duration duration = Duration.between(span.startTime(), span.endTime());
        assertThat(metrics().get(0).value()).isCloseTo(duration.toNanos() / 1e6, within(0.002));
    }

    @Test
    void duration_isKnown() {
        this.bean.timed();
        assertThat(metrics().get(0).value()).isGreaterThan(0).isLessThan(60_000);
    }

    @Test
    void throwingMethod_isMeasuredByItsError() {
        assertThatIllegalStateException().isThrownBy(() -> this.bean.failing());
        assertThat(metrics()).containsExactly(new MetricRecord("failed", 1, "java.lang.IllegalStateException"));
    }

    @Test
    void throwingMethod_hasNoMetricOfItsResultAndNobodyIsWarned() {
        assertThatIllegalStateException().isThrownBy(() -> this.bean.failingWithoutResult());
        assertThat(metrics()).isEmpty();
        assertThat(this.application.problems(Problem.EXPRESSION_FAILED)).isZero();
    }

    @Test
    void interfaceMethod_isMeasured() {
        try (TracedApplication other = TracedApplication.withInterfaceProxies(Checking.class)) {
            try (Span around = other.tracer().span("around").start()) {
                other.bean(Check.class).check("abc");
            }
            assertThat(other.spans().only().metrics()).containsExactly(new MetricRecord("check", 3, null));
        }
    }

    @Test
    void targetTrace_goesToTheRoot() {
        try (Span around = this.application.tracer().span("root").start()) {
            try (Span between = this.application.tracer().span("between").start()) {
                this.bean.wholeTrace();
            }
        }
        assertThat(this.application.spans().named("root").metrics())
            .containsExactly(new MetricRecord("wholeTrace", 5, null));
        assertThat(this.application.spans().named("Quality.wholeTrace").metrics()).isEmpty();
    }

    @Test
    void targetTrace_reachesARootThatHasEnded() {
        Span root = this.application.tracer().span("root").start();
        CompletableFuture<Integer> later = this.bean.wholeTraceLater();
        root.close();
        later.complete(5);
        this.application.spans().awaitCount(2);
        assertThat(this.application.spans().lateMetrics())
            .containsExactly(new MetricRecord("wholeTraceLater", 5, null));
        assertThat(this.application.spans().lateMetricNodes().get(0).id()).isEqualTo(root.id());
    }

    @Test
    void withoutTraced_goesToTheCurrentSpan() {
        try (Span around = this.application.tracer().span("around").start()) {
            assertThat(this.bean.bare("ab")).isEqualTo("ab");
        }
        assertThat(metrics()).containsExactly(new MetricRecord("bare", 2, null));
    }

    @Test
    void withoutTracedAndSpan_doesNothingAndIsCounted() {
        assertThat(this.bean.bare("ab")).isEqualTo("ab");
        assertThat(this.application.spans().all()).isEmpty();
        assertThat(this.application.problems(Problem.METRIC_WITHOUT_SPAN)).isEqualTo(1);
    }

    @Test
    void failingExpressions_costACounterOnly() {
        Fragile fragile = this.application.bean(Fragile.class);
        assertThat(fragile.fails("x")).isEqualTo("x");
        assertThat(fragile.fails("x")).isEqualTo("x");
        assertThat(this.application.problems(Problem.EXPRESSION_FAILED)).isEqualTo(2);
        assertThat(fragile.cannotBeParsed("x")).isEqualTo("x");
        assertThat(fragile.cannotBeParsed("x")).isEqualTo("x");
        assertThat(fragile.blank("x")).isEqualTo("x");
        assertThat(this.application.problems(Problem.EXPRESSION_FAILED)).isEqualTo(4);
        assertThat(fragile.throwsAnError("x")).isEqualTo("x");
        assertThat(this.application.problems(Problem.EXPRESSION_FAILED)).isEqualTo(5);
    }

    @Test
    void stream_isMeasuredByAllItsElements() {
        assertThat(this.bean.stream(2_500).count().block()).isEqualTo(2_500);
        assertThat(metrics()).containsExactly(new MetricRecord("stream", 2_500, null),
                new MetricRecord("kept", ResultElements.MAX_ELEMENTS, null));
    }

    @Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
    @Retention(RetentionPolicy.RUNTIME)
    @SpanMetric("answer_length")
    @interface Judged {

    }

    @Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
    @Retention(RetentionPolicy.RUNTIME)
    @SpanMetric("one")
    @SpanMetric("two")
    @interface JudgedTwice {

    }

    /** Notes when it is rendered, and takes a while then. */
    static class SlowToRender {

        private @Nullable Instant renderedAt;

        public String getText() {
            this.renderedAt = Instant.now();
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < 20_000_000) {
                Thread.onSpinWait();
            }
            return "text";
        }

    }

    static class Quality {

        @Traced(recordInput = false, recordOutput = false)
        @SpanMetric
        public @Nullable Object anything(@Nullable Object value) {
            return value;
        }

        @Traced(recordInput = false, recordOutput = false)
        @SpanMetric
        public List<Object> lazy(List<Object> value) {
            return value;
        }

        @Traced
        @SpanMetric(dimension = "length", condition = "#wanted", comment = "#{#result.length()} letters of #{#text}")
        public String described(String text, boolean wanted) {
            return text;
        }

        @Traced
        @SpanMetric(value = "first", expression = "#one")
        @SpanMetric(value = "second", expression = "#args[1]", comment = "b")
        public void repeated(String one, String two) {
        }

        @Traced
        @Judged
        public String judged(String text) {
            return text;
        }

        @Traced
        @JudgedTwice
        public String judgedTwice(String text) {
            return text;
        }

        @Traced
        @SpanMetric(expression = "#durationMs")
        public void timed() {
        }

        @Traced
        @SpanMetric(expression = "#durationMs")
        public SlowToRender timedToo() {
            return new SlowToRender();
        }

        @Traced
        @SpanMetric(value = "failed", expression = "#error != null", comment = "#{#error.class.name}")
        public void failing() {
            throw new IllegalStateException("as planned");
        }

        @Traced
        @SpanMetric(expression = "#result.length()")
        public String failingWithoutResult() {
            throw new IllegalStateException("as planned");
        }

        @Traced
        @SpanMetric(target = SpanMetric.Target.TRACE)
        public int wholeTrace() {
            return 5;
        }

        @Traced
        @SpanMetric(target = SpanMetric.Target.TRACE)
        public CompletableFuture<Integer> wholeTraceLater() {
            return new CompletableFuture<>();
        }

        @SpanMetric
        public String bare(String text) {
            return text;
        }

        @Traced
        @SpanMetric
        @SpanMetric(value = "kept", expression = "#result.size()")
        public Flux<Integer> stream(int count) {
            return Flux.range(0, count);
        }

    }

    static class Fragile {

        @Traced
        @SpanMetric(expression = "#text.nothing")
        public String fails(String text) {
            return text;
        }

        @Traced
        @SpanMetric(expression = "#text +")
        public String cannotBeParsed(String text) {
            return text;
        }

        @Traced
        @SpanMetric(expression = " ")
        public String blank(String text) {
            return text;
        }

        @Traced
        @SpanMetric(expression = "T(ai.opper.tracing.aspect.SpanMetricTest).explode(#text)")
        public String throwsAnError(String text) {
            return text;
        }

    }

    public static int explode(String text) {
        if (text.equals("x")) {
            throw new AssertionError("as planned");
        }
        return text.length();
    }

    interface Check {

        @SpanMetric
        String check(String text);

    }

    static class Checking implements Check {

        @Override
        public String check(String text) {
            return text;
        }

    }

}
