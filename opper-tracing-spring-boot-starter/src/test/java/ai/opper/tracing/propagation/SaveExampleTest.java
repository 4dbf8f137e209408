// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.SaveExample;
import ai.opper.tracing.Traced;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;
import ai.opper.tracing.test.Reply;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Spans that become examples of a dataset. */
class SaveExampleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String EXAMPLES = "/v2/spans/*/save_examples";

    @AutoClose
    private final FakeOpperApi opper = FakeOpperApi.start();

    private ConfigurableApplicationContext application;

    private Answers start(String... properties) {
        Stream<String> always = Stream.of("spring.main.web-application-type=none", "opper.local.enabled=false",
                "management.tracing.export.enabled=false", "opper.tracing.api-key=key",
                "opper.tracing.base-url=" + this.opper.url());
        this.application = new SpringApplicationBuilder(Application.class).logStartupInfo(false)
            .run(Stream.concat(always, Stream.of(properties))
                .map((property) -> "--" + property)
                .toArray(String[]::new));
        return this.application.getBean(Answers.class);
    }

    @AfterEach
    void stop() {
        this.application.close();
    }

    private void flush() {
        assertThat(this.application.getBean(OpperTracer.class).flush(PATIENCE).isComplete()).isTrue();
    }

    private void awaitExamples(int count) {
        this.opper.await(count + " examples", () -> this.opper.examples().size() >= count, PATIENCE);
    }

    private void awaitFailure() {
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> this.application.getBean(Problems.class).count(Problem.EXAMPLE_NOT_SAVED) == 1);
    }

    @Test
    void span_becomesAnExampleWhenItIsStored() {
        start().always("question");
        flush();
        awaitExamples(1);
        StoredSpan span = this.opper.span("always");
        assertThat(this.opper.examples()).containsExactly(span.id());
        assertThat(span.output()).isEqualTo("answer to question");
        assertThat(this.opper.requests()).extracting(ReceivedRequest::path)
            .containsExactly("/v2/spans", "/v2/spans/" + span.id() + "/save_examples");
    }

    @Test
    void spanThatWasOpenedBefore_becomesAnExampleWhenAllOfItIsThere() {
        Answers answers = start("opper.tracing.export.hold=1ms");
        answers.around(() -> {
            this.application.getBean(OpperTracer.class).inSpan("inner", () -> {
            });
            this.opper.awaitSpans(2, PATIENCE);
            assertThat(this.opper.examples()).isEmpty();
        });
        flush();
        awaitExamples(1);
        assertThat(this.opper.examples()).containsExactly(this.opper.span("around").id());
        assertThat(this.opper.requests().get(this.opper.requests().size() - 1).path()).endsWith("/save_examples");
    }

    @Test
    void condition_choosesByTheResult() {
        Answers answers = start();
        answers.scored(0.2);
        answers.scored(0.9);
        flush();
        awaitExamples(1);
        List<StoredSpan> spans = this.opper.spans();
        assertThat(spans).hasSize(2);
        assertThat(this.opper.examples()).containsExactly(
                spans.stream().filter((span) -> "0.9".equals(span.output())).findFirst().orElseThrow().id());
    }

    @Test
    void failure_isNoExample() {
        Answers answers = start();
        assertThatIllegalStateException().isThrownBy(answers::failing);
        answers.always("question");
        flush();
        awaitExamples(1);
        assertThat(this.opper.examples()).containsExactly(this.opper.span("always").id());
    }

    @Test
    void apiThatCannotAnswer_isAskedAgain() {
        Answers answers = start();
        this.opper.on("POST", EXAMPLES).next(Reply.status(503));
        answers.always("question");
        flush();
        awaitExamples(1);
    }

    @Test
    void refusal_isCountedAndCostsNotTheSpan() {
        Answers answers = start();
        this.opper.on("POST", EXAMPLES).always(Reply.status(422));
        answers.always("question");
        flush();
        awaitFailure();
        assertThat(this.opper.spans()).hasSize(1);
        assertThat(this.application.getBean(Ledger.class).snapshot().stored()).isOne();
        assertThat(this.opper.examples()).isEmpty();
    }

    @Test
    void version3_hasNoExamples() {
        start("opper.tracing.api-version=v3").always("question");
        flush();
        awaitFailure();
        assertThat(this.opper.spans()).hasSize(1);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Answers answers() {
            return new Answers();
        }

    }

    /** What is worth to be remembered. */
    static class Answers {

        @Traced(name = "always")
        @SaveExample
        public String always(String question) {
            return "answer to " + question;
        }

        @Traced(name = "scored")
        @SaveExample(condition = "#result > 0.8")
        public double scored(double score) {
            return score;
        }

        @Traced(name = "failing")
        @SaveExample
        public String failing() {
            throw new IllegalStateException("No answer.");
        }

        @Traced(name = "around", recordInput = false)
        @SaveExample
        public void around(Runnable work) {
            work.run();
        }

    }

}
