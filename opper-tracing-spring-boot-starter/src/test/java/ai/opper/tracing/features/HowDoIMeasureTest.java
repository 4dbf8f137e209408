// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.features;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;
import ai.opper.tracing.test.RecordedSpans;
import ai.opper.tracing.test.RecordedSpansExtension;
import ai.opper.tracing.test.TestTracing;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;

@ExtendWith(RecordedSpansExtension.class)
class HowDoIMeasureTest {

    private final Articles articles;

    private final OpperTracer tracer;

    private final RecordedSpans spans;

    HowDoIMeasureTest(TestTracing tracing) {
        this.articles = tracing.traced(new Articles());
        this.tracer = tracing.tracer();
        this.spans = tracing.spans();
    }

    @Test
    void howManyThereAre() {
        this.articles.search("tea");

        assertThat(this.spans.span("Articles.search")).hasMetric("hits", 2);
    }

    @Test
    void somethingAboutTheResult() {
        this.articles.search("tea");

        assertThat(this.spans.span("Articles.search")).hasMetric("longest", 9);
    }

    @Test
    void theWholeTraceFromInside() {
        this.tracer.inSpan("answer", () -> this.articles.read());

        assertThat(this.spans.span("answer")).hasMetric("articles_read", 3);
    }

    @Test
    void whatIsKnownInTheMiddle() {
        this.tracer.inSpan("answer", () -> {
            this.tracer.currentSpan().metric("attempts", 2, "the first was empty").score(8);
        });

        assertThat(this.spans.span("answer")).hasMetric("attempts", 2).hasScore(8);
    }

    static class Articles {

        @Traced
        @SpanMetric("hits")
        @SpanMetric(dimension = "longest", expression = "#result[1].length()")
        public List<String> search(String query) {
            return List.of(query, "green " + query);
        }

        @SpanMetric(dimension = "articles_read", target = SpanMetric.Target.TRACE)
        public List<String> read() {
            return List.of("a", "b", "c");
        }

    }

}
