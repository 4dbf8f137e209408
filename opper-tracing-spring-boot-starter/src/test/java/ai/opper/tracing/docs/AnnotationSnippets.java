// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;

import ai.opper.tracing.Sensitive;
import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanTag;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AliasFor;
import reactor.core.publisher.Flux;

/** The code of docs/annotations.md and docs/privacy.md. */
final class AnnotationSnippets {

    private AnnotationSnippets() {
    }

    static class Articles {

        @Traced("search_articles")
        public List<Article> search(String query) {
            return List.of(new Article("returns", 0.8));
        }

        @Traced(type = SpanType.RETRIEVER)
        public List<Article> find(String query, int limit) {
            return search(query);
        }

        @Traced(recordInput = false, recordOutput = false)
        public byte[] export(Customer customer) {
            return new byte[0];
        }

        @Traced(input = "#question.text()", output = "#result.title()")
        public Article best(Question question) {
            return search(question.text()).get(0);
        }

        @Traced(tags = { "channel=web", "language=#{#question.language()}" })
        public Article localized(Question question) {
            return best(question);
        }

        @Traced(expected = NoSuchElementException.class)
        public Article get(String title) {
            throw new NoSuchElementException("There is no article " + title);
        }

        @Traced(newTrace = true)
        public void reindex() {
            search("*");
        }

        @Traced(type = SpanType.RETRIEVER)
        @SpanMetric(dimension = "hits")
        @SpanMetric(dimension = "top_score", expression = "#result[0].score()", condition = "!#result.isEmpty()")
        @SpanMetric(dimension = "slow", expression = "#durationMs > 500", comment = "took #{#durationMs} ms")
        public List<Article> measured(String query) {
            return search(query);
        }

        @SpanMetric(dimension = "articles_read", target = SpanMetric.Target.TRACE)
        public List<String> read(List<Article> articles) {
            return articles.stream().map(Article::title).toList();
        }

        @Traced
        public String refund(@SpanTag("order_number") String number, @Sensitive String iban) {
            return "refunded " + number;
        }

        @Traced
        public CompletableFuture<String> later(String query) {
            return CompletableFuture.supplyAsync(() -> search(query).toString());
        }

        @Traced(type = SpanType.LLM)
        public Flux<String> stream(String prompt) {
            return Flux.just("Your", " order").delayElements(Duration.ofMillis(1));
        }

    }

    @Target({ ElementType.METHOD, ElementType.TYPE })
    @Retention(RetentionPolicy.RUNTIME)
    @Traced(type = SpanType.TOOL, tags = "toolset=support")
    public @interface Tool {

        @AliasFor(annotation = Traced.class, attribute = "name")
        String value() default "";

    }

    static class Orders {

        @Tool("get_order")
        public Map<String, String> order(String number) {
            return Map.of("number", number);
        }

    }

    @Traced(type = SpanType.LLM)
    interface Model {

        String complete(String prompt) throws IOException;

    }

    record Customer(String id, @Sensitive String email) {
    }

    @Sensitive
    record CardNumber(String digits) {
    }

    record Article(String title, double score) {
    }

    record Question(String text, @Nullable String language) {
    }

}
