// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import io.micrometer.observation.Observation;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.Sensitive;
import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TestTracingTest {

    @AutoClose
    private final TestTracing tracing = new TestTracing();

    @Test
    void tracer_recordsIntoItsSpans() {
        this.tracing.tracer().inSpan("outer", () -> this.tracing.tracer().inSpan("inner", () -> "value"));
        assertThat(this.tracing.spans()).hasTree("outer\n  inner");
    }

    @Test
    void traced_recordsWhatAnnotationsSay() {
        Desk desk = this.tracing.traced(new Desk("tea"));
        assertThat(desk.answer("Where?", "secret")).isEqualTo("tea: Where?");
        assertThat(this.tracing.spans().span("answer"))
            .hasInputJson("{\"question\": \"Where?\", \"key\": \"__REDACTED__\"}")
            .hasMetric("length", 11);
    }

    @Test
    void traced_takesTheInterfaceOfAFinalClass() {
        Answering answering = this.tracing.traced((Answering) new Final());
        assertThat(answering.answer()).isEqualTo("final");
        assertThat(this.tracing.spans()).hasRoot("final");
    }

    @Test
    void traced_explainsThatNothingIsAnnotated() {
        assertThatIllegalArgumentException().isThrownBy(() -> this.tracing.traced("text"))
            .withMessageContaining("java.lang.String")
            .withMessageContaining("@Traced");
    }

    @Test
    void describing_makesSpansOfObservations() {
        this.tracing.describing((context) -> "library.call".equals(context.getName()));
        Observation.createNotStarted("library.call", this.tracing.observationRegistry()).observe(() -> {
        });
        Observation.createNotStarted("other.call", this.tracing.observationRegistry()).observe(() -> {
        });
        assertThat(this.tracing.spans()).hasTree("library.call");
    }

    interface Answering {

        @Traced("final")
        String answer();

    }

    static final class Final implements Answering {

        @Override
        public String answer() {
            return "final";
        }

    }

    static class Desk {

        private final String topic;

        Desk(String topic) {
            this.topic = topic;
        }

        @Traced("answer")
        @SpanMetric(dimension = "length", expression = "#result.length()")
        public String answer(String question, @Sensitive String key) {
            return this.topic + ": " + question;
        }

    }

}
