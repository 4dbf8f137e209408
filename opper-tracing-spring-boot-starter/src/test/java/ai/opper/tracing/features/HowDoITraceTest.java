// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.features;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;
import ai.opper.tracing.test.RecordedSpans;
import ai.opper.tracing.test.RecordedSpansExtension;
import ai.opper.tracing.test.TestTracing;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static java.time.Duration.ofSeconds;

@ExtendWith(RecordedSpansExtension.class)
class HowDoITraceTest {

    private final Articles articles;

    private final OpperTracer tracer;

    private final RecordedSpans spans;

    HowDoITraceTest(TestTracing tracing) {
        this.articles = tracing.traced(new Articles());
        this.tracer = tracing.tracer();
        this.spans = tracing.spans();
    }

    @Test
    void aMethod() {
        this.articles.search("tea");

        assertThat(this.spans.span("Articles.search")).hasInputJson("{\"query\": \"tea\"}")
            .hasOutputJson("[\"tea 1\", \"tea 2\"]");
    }

    @Test
    void aMethodUnderANameAndTypeOfMyOwn() {
        this.articles.find("tea");

        assertThat(this.spans.span("find_articles")).hasType(SpanType.RETRIEVER);
    }

    @Test
    void aMethodWithoutItsWholeArguments() {
        this.articles.best(new Question("42", "Which tea is best?"));

        assertThat(this.spans.span("Articles.best")).hasInput("42").hasOutput("6");
    }

    @Test
    void aFewLines() {
        String best = this.tracer.inSpan("rank", () -> "tea 1");

        assertThat(this.spans.span("rank")).hasOutput(best);
    }

    @Test
    void aFewLinesInDetail() {
        try (Span span = this.tracer.span("rank").type(SpanType.RERANKER).input(List.of("tea 1", "tea 2")).start()) {
            span.output("tea 2").tag("model", "small").event("ranked");
        }

        assertThat(this.spans.span("rank")).hasType(SpanType.RERANKER)
            .hasInputJson("[\"tea 1\", \"tea 2\"]")
            .hasTag("model", "small");
    }

    @Test
    void aFutureUntilItIsDone() {
        CompletableFuture<String> later = new CompletableFuture<>();
        CompletableFuture<String> returned = this.articles.later(later);
        assertThat(this.spans).isEmpty();

        later.complete("tea");
        assertThat(returned).isSameAs(later);
        assertThat(this.spans.span("Articles.later")).hasOutput("tea");
    }

    @Test
    void aStreamOfElements() {
        this.articles.stream().blockLast();

        assertThat(this.spans.span("Articles.stream")).hasOutput("green tea").hasMeta("element_count", "2");
    }

    @Test
    void workOnMyOwnThreads() {
        ExecutorService threads = this.tracer.wrap(Executors.newSingleThreadExecutor());
        try {
            this.tracer.inSpan("answer",
                    () -> CompletableFuture.runAsync(() -> this.articles.search("tea"), threads).join());
        }
        finally {
            threads.shutdown();
        }

        this.spans.awaitSpans(2, ofSeconds(10));
        assertThat(this.spans).hasTree("""
                answer
                  Articles.search
                """);
    }

    @Test
    void anExceptionThatIsNoError() {
        assertThatThrownBy(() -> this.articles.get("coffee"));

        assertThat(this.spans.span("Articles.get")).hasNoError();
    }

    record Question(String id, String text) {
    }

    static class Articles {

        @Traced
        public List<String> search(String query) {
            return List.of(query + " 1", query + " 2");
        }

        @Traced(name = "find_articles", type = SpanType.RETRIEVER)
        public List<String> find(String query) {
            return List.of();
        }

        @Traced(input = "#question.id()", output = "#result.length()")
        public String best(Question question) {
            return "Oolong";
        }

        @Traced(recordInput = false)
        public CompletableFuture<String> later(CompletableFuture<String> outcome) {
            return outcome;
        }

        @Traced
        public Flux<String> stream() {
            return Flux.just("green ", "tea");
        }

        @Traced(expected = IllegalArgumentException.class)
        public String get(String title) {
            throw new IllegalArgumentException("There is no article " + title);
        }

    }

}
