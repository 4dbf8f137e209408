// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.testkit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

import ai.opper.tracing.export.SpanExporter;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.local.LocalOpper;
import ai.opper.tracing.span.SpanSink;
import ai.opper.tracing.test.OpperTracingTest;
import ai.opper.tracing.test.RecordedSpans;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@OpperTracingTest
@SpringBootTest(classes = Desk.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "opper.tracing.sampling.probability=1.0")
class OpperTracingTestTest {

    @Autowired
    private Desk.Answers answers;

    @Autowired
    private RecordedSpans spans;

    @RepeatedTest(3)
    void eachMethod_seesItsOwnSpansOnly() {
        this.answers.answer("Where?");
        assertThat(this.spans).hasTree("answer");
        assertThat(this.spans.span("answer")).hasInputJson("{\"question\": \"Where?\"}");
    }

    @Test
    void spansOfTheStart_areForgotten() {
        assertThat(this.spans).isEmpty();
    }

    @Test
    void nothingThatSends_isThere(@Autowired ApplicationContext context) {
        assertThat(context.getBean(SpanSink.class)).isSameAs(this.spans);
        assertThat(context.getBeanNamesForType(SpanShipper.class)).isEmpty();
        assertThat(context.getBeanNamesForType(SpanExporter.class)).isEmpty();
        assertThat(context.containsBean("opperRunningLocalOpper")).isFalse();
        assertThat(LocalOpper.class).isNotNull();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
            .noneMatch((name) -> name.contains("opper-local"));
    }

    @Test
    void propertiesOfTheTest_win(@Autowired ApplicationContext context) {
        assertThat(context.getEnvironment().getProperty("opper.tracing.sampling.probability")).isEqualTo("1.0");
    }

    @Nested
    class Inside {

        @BeforeEach
        void askBefore() {
            OpperTracingTestTest.this.answers.answer("Before?");
        }

        @RepeatedTest(2)
        void spansOfBeforeEach_areKept(@Autowired RecordedSpans spans) {
            assertThat(spans).hasTree("answer");
        }

    }

    @Nested
    @TestPropertySource(properties = "another=context")
    class InsideWithAContextOfItsOwn {

        @RepeatedTest(2)
        void contextOfItsOwn_isRecordedToo(@Autowired Desk.Answers answers, @Autowired RecordedSpans spans,
                @Autowired ApplicationContext context) {
            assertThat(context.getEnvironment().getProperty("another")).isEqualTo("context");
            answers.answer("Inside?");
            assertThat(spans).hasTree("answer");
        }

    }

}
