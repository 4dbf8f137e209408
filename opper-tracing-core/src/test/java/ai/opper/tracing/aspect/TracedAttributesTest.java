// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.Sensitive;
import ai.opper.tracing.Span;
import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanTag;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.observation.RecordingSettings;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/** What the attributes of {@code @Traced}, {@code @SpanTag} and {@code @Sensitive} do. */
class TracedAttributesTest {

    private final TracedApplication application = TracedApplication.of(Attributes.class, NamesConfiguration.class);

    private final Attributes bean = this.application.bean(Attributes.class);

    @AfterEach
    void close() {
        this.application.close();
    }

    private SpanRecord span() {
        return this.application.spans().only();
    }

    @Test
    void value_isTheName() {
        this.bean.byValue();
        assertThat(span().name()).isEqualTo("by value");
    }

    @Test
    void name_isTheName() {
        this.bean.byName();
        assertThat(span().name()).isEqualTo("by #{name}");
    }

    @Test
    void type_isAnyWord() {
        this.bean.ownType();
        assertThat(span().type()).isEqualTo("ritual");
    }

    @Test
    void arguments_areRecordedByNameBeforeTheMethodChangesThem() {
        Map<String, Object> order = new java.util.HashMap<>(Map.of("id", 1));
        this.bean.changing(order, 2);
        assertThat(span().input().json()).isEqualTo("{\"order\":{\"id\":1},\"times\":2}");
        assertThat(span().output().json()).isEqualTo("3");
    }

    @Test
    void noArguments_meanNoInput() {
        this.bean.byName();
        assertThat(span().input()).isNull();
    }

    @Test
    void recordInputAndOutput_leaveOutPayloads() {
        this.bean.discreet("in");
        assertThat(span().input()).isNull();
        assertThat(span().output()).isNull();
    }

    @Test
    void captureSettings_areAndedWithTheAnnotation() {
        try (TracedApplication silent = TracedApplication.of(Attributes.class, NoPayloads.class)) {
            silent.bean(Attributes.class).changing(new java.util.HashMap<>(), 1);
            silent.bean(Attributes.class).chosen(new Question("secret", "text"));
            assertThat(silent.spans().all()).allSatisfy((span) -> {
                assertThat(span.input()).isNull();
                assertThat(span.output()).isNull();
            });
        }
    }

    @Test
    void inputAndOutputExpressions_chooseWhatIsRecorded() {
        this.bean.chosen(new Question("Ada", "why"));
        assertThat(span().input().json()).isEqualTo("\"why\"");
        assertThat(span().output().json()).isEqualTo("3");
    }

    @Test
    void failingExpressions_recordNothingAndAreCounted() {
        assertThat(this.bean.broken("text")).isEqualTo("text");
        assertThat(span().input()).isNull();
        assertThat(span().output()).isNull();
        assertThat(span().tags()).containsOnlyKeys("good");
        // input, output, one tag that fails, one that cannot be parsed, one without a key
        assertThat(this.application.problems(Problem.EXPRESSION_FAILED)).isEqualTo(5);
    }

    @Test
    void tags_areLiteralsTemplatesAndBeans() {
        this.bean.tagged(new Question("Ada", "why"), 3);
        assertThat(span().tags()).containsExactly(entry("team", "support"), entry("user", "Ada"),
                entry("mixed", "Ada asks why"), entry("same", true), entry("bean", "from a bean"), entry("args", 3));
    }

    @Test
    void spanTag_takesItsKeyFromTheParameterOrTheAnnotation() {
        this.bean.parameterTags("red", 7, "hidden", null);
        assertThat(span().tags()).containsExactly(entry("colour", "red"), entry("number", 7));
    }

    @Test
    void spanTag_worksOnAnInterfaceParameter() {
        try (TracedApplication other = TracedApplication.withInterfaceProxies(TaggingGreeter.class)) {
            other.bean(Tagging.class).greet("Ada", "pin");
            assertThat(other.spans().only().tags()).containsExactly(entry("who", "Ada"));
            assertThat(other.spans().only().input().json()).isEqualTo("{\"name\":\"Ada\",\"pin\":\"__REDACTED__\"}");
        }
    }

    @Test
    void expected_isNotedInMetaAndIsNoError() {
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> this.bean.expecting(true));
        assertThat(span().error()).isNull();
        assertThat(SpansInMemory.meta(span(), "expected_exception")).contains("FileNotFoundException");
    }

    @Test
    void expected_doesNotExcuseOtherExceptions() {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.bean.expecting(false));
        assertThat(span().error()).isEqualTo("java.lang.IllegalStateException: not that one");
        assertThat(span().meta()).doesNotContainKey("expected_exception");
    }

    @Test
    void expected_holdsForFailedFutures() {
        this.bean.expectingLater().completeExceptionally(new FileNotFoundException("gone"));
        this.application.spans().awaitCount(1);
        assertThat(span().error()).isNull();
        assertThat(SpansInMemory.meta(span(), "expected_exception")).contains("FileNotFoundException");
    }

    @Test
    void newTrace_startsATraceAndNamesTheSpanAround() {
        try (Span around = this.application.tracer().span("around").start()) {
            this.bean.apart();
            SpanRecord span = this.application.spans().named("apart");
            assertThat(span.isRoot()).isTrue();
            assertThat(span.traceId()).isNotEqualTo(around.traceId());
            assertThat(SpansInMemory.meta(span, "started_by_span_id")).contains(around.id().toString());
        }
    }

    @Test
    void sensitiveParameterTypeAndMethod_areHidden() {
        assertThat(this.bean.secrets("me", "1234", new Secret("key"))).isEqualTo("result");
        assertThat(span().input().json())
            .isEqualTo("{\"user\":\"me\",\"pin\":\"__REDACTED__\",\"secret\":\"__REDACTED__\"}");
        assertThat(span().output()).isNull();
    }

    @Test
    void sensitiveValues_areNotBroughtToLightByExpressions() {
        assertThat(this.bean.leaking("1234", "me")).isEqualTo("result of 1234");
        assertThat(span().input().json()).isEqualTo("\"me __REDACTED__\"");
        assertThat(span().output()).isNull();
        assertThat(span().tags().values()).allSatisfy((tag) -> assertThat(tag).isEqualTo("__REDACTED__"));
        assertThat(span().metrics().get(0).value()).isEqualTo(4);
        assertThat(span().metrics().get(0).comment()).isEqualTo("__REDACTED__ __REDACTED__");
    }

    @Test
    void suppress_recordsNothing() {
        try (TraceScope scope = this.application.tracer().suppress()) {
            this.bean.byName();
        }
        assertThat(this.application.spans().all()).isEmpty();
    }

    @Test
    void unsampledTrace_recordsNothingAndComplainsOfNothing() {
        try (TracedApplication other = TracedApplication.of(Attributes.class, NamesConfiguration.class,
                NothingSampled.class)) {
            other.bean(Attributes.class).leaking("1", "2");
            other.bean(Outer.class).call();
            assertThat(other.spans().all()).isEmpty();
            assertThat(other.problems(Problem.METRIC_WITHOUT_SPAN)).isZero();
        }
    }

    record Question(String user, String text) {
    }

    @Sensitive
    record Secret(String value) {
    }

    static class Attributes {

        @Traced("by value")
        public void byValue() {
        }

        @Traced(name = "by #{name}")
        public void byName() {
        }

        @Traced(type = "ritual")
        public void ownType() {
        }

        @Traced
        public int changing(Map<String, Object> order, int times) {
            order.put("id", 99);
            return times + 1;
        }

        @Traced(recordInput = false, recordOutput = false)
        public String discreet(String in) {
            return in;
        }

        @Traced(input = "#question.text", output = "#result.length()")
        public String chosen(Question question) {
            return question.text();
        }

        @Traced(input = "#text.nothing", output = "#result.nothing",
                tags = { "bad=#{#text.nothing}", "worse=#{", "worst", "good=1" })
        public String broken(String text) {
            return text;
        }

        @Traced(tags = { "team=support", "user=#{#question.user}", "mixed=#{#question.user} asks #{#question.text}",
                "same=#{#question.text == 'why'}", "bean=#{@names.value()}", "args=#{#args[1]}", "absent=#{#nothing}" })
        public void tagged(Question question, int number) {
        }

        @Traced
        public void parameterTags(@SpanTag("colour") String one, @SpanTag int number, @SpanTag @Sensitive String secret,
                @SpanTag String absent) {
        }

        @Traced(expected = IOException.class)
        public void expecting(boolean expected) throws IOException {
            if (expected) {
                throw new FileNotFoundException("no such article");
            }
            throw new IllegalStateException("not that one");
        }

        @Traced(expected = IOException.class)
        public CompletableFuture<String> expectingLater() {
            return new CompletableFuture<>();
        }

        @Traced(name = "apart", newTrace = true)
        public void apart() {
        }

        @Traced
        @Sensitive
        public String secrets(String user, @Sensitive String pin, Secret secret) {
            return "result";
        }

        @Traced(input = "#user + ' ' + #pin", output = "#result", tags = { "a=#{#pin}", "b=#{#args[0]}" })
        @SpanMetric(expression = "#pin.length()", comment = "#{#pin} #{#result}")
        @Sensitive
        public String leaking(@Sensitive String pin, String user) {
            return "result of " + pin;
        }

    }

    static class Names {

        public String value() {
            return "from a bean";
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class NamesConfiguration {

        @Bean
        Names names() {
            return new Names();
        }

    }

    interface Tagging {

        @Traced
        void greet(@SpanTag("who") String name, @Sensitive @SpanTag String pin);

    }

    static class TaggingGreeter implements Tagging {

        @Override
        public void greet(String name, String pin) {
        }

    }

    static class Measured {

        @SpanMetric
        public int measure() {
            return 1;
        }

    }

    static class Outer {

        private final Measured measured;

        Outer(Measured measured) {
            this.measured = measured;
        }

        @Traced
        public int call() {
            return this.measured.measure();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class NoPayloads {

        @Bean
        RecordingSettings settings() {
            return RecordingConfiguration.settings(1, false, false);
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class NothingSampled {

        @Bean
        RecordingSettings settings() {
            return RecordingConfiguration.settings(0, true, true);
        }

        @Bean
        Measured measured() {
            return new Measured();
        }

        @Bean
        Outer outer(Measured measured) {
            return new Outer(measured);
        }

    }

}
