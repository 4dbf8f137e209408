// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ai.opper.tracing.span.MetricRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecordedSpansTest {

    private final RecordedSpans spans = new RecordedSpans();

    @Test
    void accept_keepsSpansInTheOrderOfTheirEnds() {
        answerWithTwoSteps();

        assertThat(this.spans.all()).extracting(RecordedSpan::name).containsExactly("retrieve", "generate", "answer");
        assertThat(this.spans.roots()).extracting(RecordedSpan::name).containsExactly("answer");
    }

    @Test
    void span_knowsItsPlaceInTheTree() {
        answerWithTwoSteps();

        RecordedSpan answer = this.spans.span("answer");
        RecordedSpan retrieve = this.spans.span("retrieve");

        assertThat(retrieve.parent()).isNotNull().extracting(RecordedSpan::id).isEqualTo(answer.id());
        assertThat(retrieve.traceId()).isEqualTo(answer.traceId());
        assertThat(answer.parent()).isNull();
        assertThat(answer.children()).extracting(RecordedSpan::name).containsExactly("retrieve", "generate");
        assertThat(this.spans.children(answer)).hasSize(2);
        assertThat(this.spans.children(retrieve)).isEmpty();
        assertThat(retrieve.duration()).isEqualTo(Duration.ofMillis(30));
        assertThat(retrieve.record().metrics()).extracting(MetricRecord::dimension).containsExactly("hits");
        assertThat(retrieve).hasToString("retrieve (retriever, 30.0 ms)  hits=3");
    }

    @Test
    void children_comeInTheOrderOfTheirStarts() {
        SampleSpan root = SampleSpan.root("root", 0);
        root.child("second", 2).end(this.spans, 3);
        root.child("first", 1).end(this.spans, 4);
        root.end(this.spans, 5);

        assertThat(this.spans.span("root").children()).extracting(RecordedSpan::name)
            .containsExactly("first", "second");
    }

    @Test
    void lateMetric_joinsItsSpanWheneverItComes() {
        SampleSpan late = SampleSpan.root("late", 0).metric("early", 1).end(this.spans, 1);
        this.spans.accept(late, new MetricRecord("n_failed", 2.5, "after the end"));
        SampleSpan running = SampleSpan.root("running", 2);
        this.spans.accept(running, new MetricRecord("groundedness", 0.5, null));

        assertThat(this.spans.span("late").record().metrics()).extracting(MetricRecord::dimension)
            .containsExactly("early", "n_failed");
        assertThat(this.spans.tree()).contains("late (chain, 1.0 ms)  early=1  n_failed=2.5\n")
            .contains("(the span " + running.id() + " has not ended  groundedness=0.5)\n");

        running.end(this.spans, 3);
        assertThat(this.spans.span("running").record().metrics()).hasSize(1);
        assertThat(this.spans.tree()).doesNotContain("has not ended");
    }

    @Test
    void span_showsTheTreeWhenItIsNotTheOnlyOne() {
        answerWithTwoSteps();
        SampleSpan.root("retrieve", 500).end(this.spans, 501);

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.spans.span("retrieve")).withMessage("""
                Expected one span 'retrieve', but 2 were recorded.

                Recorded spans:
                answer (chain, 100.0 ms)
                  retrieve (retriever, 30.0 ms)  hits=3
                  generate (llm, 50.0 ms)  ERROR java.lang.IllegalStateException: no model
                retrieve (chain, 1.0 ms)
                """);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.spans.span("rerank"))
            .withMessageStartingWith("Expected one span 'rerank', but 0 were recorded.\n\nRecorded spans:\nanswer ");
    }

    @Test
    void tree_showsSpansWhoseParentIsElsewhereAndNeverAPayload() {
        UUID remote = UUID.fromString("019ffffa-0000-7000-8000-000000000001");
        SampleSpan.continued("served", remote, 0).payloads("\"secret\"", "\"secret\"").end(this.spans, 1);

        assertThat(this.spans.tree()).isEqualTo(
                "Recorded spans:\nserved (chain, 1.0 ms, its parent 019ffffa-0000-7000-8000-000000000001 is not recorded)\n");
        assertThat(this.spans.roots()).isEmpty();
        assertThat(this.spans).hasToString(this.spans.tree());
    }

    @Test
    void clear_forgetsEverything() {
        SampleSpan span = answerWithTwoSteps();
        this.spans.accept(span, new MetricRecord("late", 1, null));

        this.spans.clear();

        assertThat(this.spans.all()).isEmpty();
        assertThat(this.spans.tree()).isEqualTo("No span was recorded.");
        span.end(this.spans, 100);
        assertThat(this.spans.span("answer").record().metrics()).isEmpty();
    }

    @Test
    void accept_keepsASpanThatWasReportedTwice() {
        SampleSpan span = SampleSpan.root("once", 0).end(this.spans, 1);
        span.end(this.spans, 1);

        assertThat(this.spans.all()).hasSize(2);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.spans.span("once"))
            .withMessageContaining("but 2 were recorded");
    }

    @Test
    void awaitSpans_returnsAsSoonAsTheyHaveEnded() throws Exception {
        ExecutorService test = Executors.newSingleThreadExecutor();
        try {
            Future<List<RecordedSpan>> waiting = test.submit(() -> this.spans.awaitSpans(3, Duration.ofSeconds(10)));
            answerWithTwoSteps();
            assertThat(waiting.get()).hasSize(3);
        }
        finally {
            test.shutdownNow();
        }
    }

    @Test
    void awaitSpans_showsTheTreeWhenTheTimeIsOver() {
        SampleSpan.root("only", 0).end(this.spans, 1);

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.spans.awaitSpans(2, Duration.ofMillis(1)))
            .withMessage("Expected at least 2 spans within PT0.001S, but 1 have ended.\n\n" + this.spans.tree());
    }

    private SampleSpan answerWithTwoSteps() {
        SampleSpan answer = SampleSpan.root("answer", 0);
        answer.child("retrieve", 10).type("retriever").metric("hits", 3).end(this.spans, 40);
        answer.child("generate", 45).type("llm").error("java.lang.IllegalStateException: no model").end(this.spans, 95);
        return answer.end(this.spans, 100);
    }

}
