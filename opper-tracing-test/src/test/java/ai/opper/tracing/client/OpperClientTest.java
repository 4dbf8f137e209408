// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import ai.opper.tracing.export.opper.OpperApiVersion;
import ai.opper.tracing.export.opper.OpperExporterSettings;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OpperClientTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00.123456Z");

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start().requireKey("key");

    private final List<OpperClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        this.clients.forEach(OpperClient::close);
    }

    private OpperClient client(OpperApiVersion version) {
        return client(version, "key");
    }

    private OpperClient client(OpperApiVersion version, String key) {
        OpperClient client = OpperClient.create(new OpperExporterSettings(this.api.url(), key, Duration.ofSeconds(10),
                Duration.ofSeconds(30), 8, version));
        this.clients.add(client);
        return client;
    }

    private OpperClient v2() {
        return client(OpperApiVersion.V2);
    }

    private OpperClient v3() {
        return client(OpperApiVersion.V3);
    }

    private static NewSpan span(String name, String type, int fromMillis, int toMillis) {
        return NewSpan.named(name)
            .type(type)
            .startTime(START.plusMillis(fromMillis))
            .endTime(START.plusMillis(toMillis));
    }

    @Test
    void span_isStoredReadChangedAndRemoved() {
        Spans spans = v2().spans();
        UUID id = UUID.fromString("01890000-0000-7000-8000-000000000001");
        OpperSpan created = spans.create(span("answer", "agent", 0, 5).id(id)
            .input(Map.of("question", "why"))
            .output("because")
            .meta(Map.of("model", "m"))
            .score(7));
        assertThat(created.id()).isEqualTo(id);
        OpperSpan read = spans.get(id);
        assertThat(read.name()).isEqualTo("answer");
        assertThat(read.startTime()).isEqualTo(START);
        assertThat(read.input()).isEqualTo("{\"question\":\"why\"}");
        assertThat(read.meta()).containsEntry("model", "m");
        assertThat(read.score()).isEqualTo(7);
        assertThat(read.feedback()).isNull();
        OpperSpan changed = spans.update(id, SpanUpdate.create().name("answered").output(List.of(1, 2)).error("late"));
        assertThat(changed.name()).isEqualTo("answered");
        assertThat(changed.output()).isEqualTo("[1,2]");
        assertThat(changed.error()).isEqualTo("late");
        spans.delete(id);
        assertThat(this.api.spans()).isEmpty();
    }

    @Test
    void span_ofVersion3_isTheSame() {
        Spans spans = v3().spans();
        OpperSpan created = spans.create(span("answer", "agent", 0, 5).input(Map.of("question", "why")));
        OpperSpan read = spans.get(created.id());
        assertThat(read.input()).isEqualTo("{\"question\":\"why\"}");
        assertThat(read.type()).isEqualTo("agent");
        OpperSpan changed = spans.update(created.id(), SpanUpdate.create().output("because"));
        assertThat(changed.output()).isEqualTo("because");
        assertThat(changed.name()).isEqualTo("answer");
        spans.delete(created.id());
        assertThat(this.api.spans()).isEmpty();
    }

    @Test
    void whatVersion3CannotDo_isSaidWithoutARequest() {
        OpperClient client = v3();
        UUID id = UUID.randomUUID();
        assertUnsupported("set id of a span here", () -> client.spans().create(NewSpan.named("answer").id(id)));
        assertUnsupported("set name, score of a span here",
                () -> client.spans().update(id, SpanUpdate.create().name("other").score(1)));
        assertUnsupported("save spans as examples", () -> client.spans().saveExamples(id));
        assertUnsupported("take feedback about spans", () -> client.spans().feedback(id, 1, null, true));
        assertUnsupported("change metrics", () -> client.spanMetrics().update(id, id, 1, null));
        assertUnsupported("remove metrics", () -> client.spanMetrics().delete(id, id));
        assertThat(this.api.requests()).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> v2().traces().delete(id))
            .withMessage("Version 2 of Opper's API cannot remove traces; version 3 can: set"
                    + " opper.tracing.api-version=v3.");
    }

    private static void assertUnsupported(String what, ThrowingCallable call) {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(call)
            .withMessage(
                    "Version 3 of Opper's API cannot " + what + "; version 2 can: set opper.tracing.api-version=v2.");
    }

    @Test
    void feedbackAndExamples_areKept() {
        Spans spans = v2().spans();
        UUID id = spans.create(NewSpan.named("answer").input("why").output("because")).id();
        FeedbackResult result = spans.feedback(id, 0.75, "good", true);
        assertThat(result).isEqualTo(new FeedbackResult(id, 0.75, true, "good"));
        assertThat(spans.get(id).feedback()).isEqualTo(new OpperSpan.Feedback(0.75, "good"));
        SavedExample example = spans.saveExamples(id);
        assertThat(example.datasetId()).isNotNull();
        assertThat(example.input()).isEqualTo("why");
        assertThat(this.api.examples()).containsExactly(id, id);
    }

    @Test
    void metrics_areStoredListedChangedAndRemoved() {
        OpperClient client = v2();
        UUID span = client.spans().create(NewSpan.named("answer")).id();
        Metrics metrics = client.spanMetrics();
        OpperMetric relevance = metrics.create(span, "relevance", 0.5, "so so");
        metrics.create(span, "length", 3, null);
        assertThat(relevance.spanId()).isEqualTo(span);
        assertThat(metrics.list(span, 1, 10)).satisfies((page) -> {
            assertThat(page.totalCount()).isEqualTo(2);
            assertThat(page.data()).extracting(OpperMetric::dimension).containsExactly("length");
        });
        assertThat(metrics.update(span, relevance.id(), 0.9, null).comment()).isEqualTo("so so");
        assertThat(metrics.get(span, relevance.id()).value()).isEqualTo(0.9);
        metrics.delete(span, relevance.id());
        assertThat(metrics.stream(span)).extracting(OpperMetric::dimension).containsExactly("length");
    }

    @Test
    void metrics_ofVersion3_areEvents() {
        OpperClient client = v3();
        UUID span = client.spans().create(NewSpan.named("answer")).id();
        OpperMetric created = client.spanMetrics().create(span, "relevance", 0.5, "so so");
        assertThat(created.dimension()).isEqualTo("relevance");
        assertThat(client.spanMetrics().list(span, 0, 10).data()).containsExactly(created);
        assertThat(this.api.events()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(OpperApiVersion.class)
    void traces_areReadPageByPageAsTheyAreNeeded(OpperApiVersion version) {
        OpperClient client = client(version);
        IntStream.range(0, 230)
            .forEach((index) -> client.spans().create(NewSpan.named((index % 2 == 0) ? "even" : "odd")));
        int before = this.api.requests().size();
        try (Stream<TraceSummary> all = client.traces().stream(null)) {
            assertThat(all.map(TraceSummary::id).distinct()).hasSize(230);
        }
        assertThat(this.api.requests()).hasSize(before + 3);
        try (Stream<TraceSummary> odd = client.traces().stream("odd")) {
            assertThat(odd.map(TraceSummary::name)).hasSize(115).containsOnly("odd");
        }
        before = this.api.requests().size();
        StepVerifier.create(client.reactive().traces().stream(null), 1).expectNextCount(1).thenCancel().verify();
        assertThat(this.api.requests()).hasSize(before + 1);
        assertThat(client.traces().list("even", 110, 10).data()).hasSize(5);
    }

    private UUID tracedQuestion(OpperClient client) {
        OpperSpan root = client.spans().create(span("answer", "agent", 0, 1200).input("why").output("because"));
        OpperSpan search = client.spans()
            .create(span("search", "retriever", 10, 60).parentId(root.id()).traceId(root.traceId()));
        client.spans()
            .create(span("chat", "llm", 700, 1100).parentId(root.id())
                .traceId(root.traceId())
                .meta(Map.of("model", "gpt-test", "total_tokens", 900)));
        client.spans()
            .create(span("chat", "llm", 100, 600).parentId(root.id())
                .traceId(root.traceId())
                .error("rate limit")
                .meta(Map.of("model", "gpt-test", "total_tokens", 100)));
        client.spans().create(span("embed", "embedding", 20, 30).parentId(search.id()).traceId(root.traceId()));
        client.spanMetrics().create(root.id(), "relevance", 0.5, null);
        client.spanMetrics().create(search.id(), "relevance", 1, null);
        return root.traceId();
    }

    @ParameterizedTest
    @EnumSource(OpperApiVersion.class)
    void trace_isATreeThatCanBePrinted(OpperApiVersion version) {
        OpperClient client = client(version);
        UUID id = tracedQuestion(client);
        assertThat(client.traces().tree(id)).hasToString("""
                answer (agent, 1,200 ms)
                ├─ search (retriever, 50 ms)
                │  └─ embed (embedding, 10 ms)
                ├─ chat (llm, 500 ms) 100 tokens failed
                └─ chat (llm, 400 ms) 900 tokens
                """);
    }

    @ParameterizedTest
    @EnumSource(OpperApiVersion.class)
    void trace_isAnalysed(OpperApiVersion version) {
        OpperClient client = client(version);
        UUID id = tracedQuestion(client);
        Trace trace = client.traces().get(id);
        assertThat(trace.spans()).hasSize(5).anySatisfy((span) -> {
            assertThat(span.name()).isEqualTo("answer");
            assertThat(span.data().input()).isEqualTo("why");
            assertThat(span.data().output()).isEqualTo("because");
        });
        TraceAnalysis analysis = trace.analysis();
        assertThat(analysis.byType().get("llm"))
            .isEqualTo(new TraceAnalysis.SpanFigures(2, 1, Duration.ofMillis(900), Duration.ofMillis(500), 1000));
        assertThat(analysis.metrics().get("relevance")).isEqualTo(new TraceAnalysis.MetricFigures(2, 0.5, 0.75, 1));
        assertThat(analysis.modelShare()).isEqualTo(0.75);
        assertThat(analysis.totalTokens()).isEqualTo(1000);
        assertThat(analysis.toString()).contains("answer (" + id + ")", "1,200 ms, 5 spans, 1,000 tokens",
                "llm          2 spans, 900 ms, on average 450 ms, at most 500 ms, 1,000 tokens, 1 failed",
                "models took 900 ms, 75.0 % of the time", "metric relevance: 0.75 on average, from 0.5 to 1.0, 2 times")
            .doesNotContain("why");
    }

    @Test
    void traceOfVersion3_isRemoved() {
        OpperClient client = v3();
        client.traces().delete(client.spans().create(NewSpan.named("answer")).traceId());
        assertThat(this.api.spans()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "{\"type\":\"NotFound\",\"message\":\"No such span\",\"detail\":{\"id\":1}} | NotFound | No such span ({\"id\":1})",
            "{\"error\":{\"code\":\"not_found\",\"message\":\"No such span\",\"details\":\"look\"}} | not_found | No such span (look)",
            "{\"error\":\"No such span\",\"docs_url\":\"https://docs\"} | | No such span (https://docs)",
            "{\"errors\":[{\"type\":\"missing\",\"message\":\"No such span\"}]} | missing | No such span",
            "not json | | no reason was given" })
    void errors_areTypedInEveryShape(String body, String code, String message) {
        this.api.next(Reply.status(404, body));
        assertThatExceptionOfType(OpperApiException.class).isThrownBy(() -> v2().spans().get(UUID.randomUUID()))
            .satisfies((ex) -> {
                assertThat(ex.status()).isEqualTo(404);
                assertThat(ex.code()).isEqualTo(code);
                assertThat(ex.isTransient()).isFalse();
            })
            .withMessage("Opper's API answered 404: " + message);
    }

    @ParameterizedTest
    @EnumSource(OpperApiVersion.class)
    void wrongKey_isAnErrorThatDoesNotShowIt(OpperApiVersion version) {
        assertThatExceptionOfType(OpperApiException.class)
            .isThrownBy(() -> client(version, "wrong-key").traces().list(null, 0, 10))
            .satisfies((ex) -> assertThat(ex.status()).isEqualTo(401))
            .withMessageContaining("The API key is missing or wrong.")
            .withMessageNotContaining("wrong-key");
    }

    @Test
    void apiThatIsAway_isATransientError() {
        OpperClient client = v2();
        this.api.goDown();
        assertThatExceptionOfType(OpperApiException.class).isThrownBy(() -> client.spans().get(UUID.randomUUID()))
            .satisfies((ex) -> {
                assertThat(ex.status()).isZero();
                assertThat(ex.isTransient()).isTrue();
            });
    }

    @Test
    void reactiveForms_askWhenSomebodySubscribes() {
        OpperClient client = v2();
        Mono<OpperSpan> created = client.reactive().spans().create(NewSpan.named("answer"));
        assertThat(this.api.requests()).isEmpty();
        StepVerifier.create(created).assertNext((span) -> assertThat(span.name()).isEqualTo("answer")).verifyComplete();
        StepVerifier.create(client.reactive().spans().get(UUID.randomUUID())).verifyError(OpperApiException.class);
    }

}
