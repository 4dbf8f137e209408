// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

import ai.opper.tracing.Span;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class OpperTracingAssertionsTest {

    private static final String TREE = """
            Recorded spans:
            answer (agent, 100.0 ms)
              retrieve (retriever, 30.0 ms)  hits=3  share=0.5
                embed (embedding, 1.0 ms)
              generate (llm, 50.0 ms)  ERROR java.lang.IllegalStateException: no model
            """;

    private final RecordedSpans spans = new RecordedSpans();

    @BeforeEach
    void recordATrace() {
        SampleSpan answer = SampleSpan.root("answer", 0).type("agent");
        SampleSpan retrieve = answer.child("retrieve", 10)
            .type("retriever")
            .payloads("{\"question\": \"why?\", \"n\": 3}", "\"a \\\"text\\\"\"")
            .tag("tenant", "acme")
            .tag("limit", 3L)
            .meta("service", "{\"name\": \"desk\", \"replicas\": 2}")
            .metric("hits", 3)
            .metric("share", 0.5);
        retrieve.child("embed", 11).type("embedding").end(this.spans, 12);
        retrieve.end(this.spans, 40);
        answer.child("generate", 45).type("llm").error("java.lang.IllegalStateException: no model").end(this.spans, 95);
        answer.end(this.spans, 100);
    }

    @Test
    void recordedSpans_readAsSentences() {
        assertThat(this.spans).hasRoot("answer").hasSpanCount(4).hasTree("""
                answer
                  retrieve
                    embed
                  generate
                """).hasTreeInAnyOrder("""
                answer
                    generate
                    retrieve
                        embed
                """);
    }

    @Test
    void recordedSpan_readsAsASentence() {
        assertThat(this.spans.span("answer")).isRoot()
            .hasChild("retrieve")
            .hasChild("generate")
            .hasNoInput()
            .hasNoOutput()
            .hasNoMetric();
        assertThat(this.spans.span("retrieve")).hasName("retrieve")
            .hasType("retriever")
            .hasParent("answer")
            .hasChild("embed")
            .hasInputJson("{\"n\": 3.0, \"question\": \"why?\"}")
            .hasInput("{\"question\": \"why?\", \"n\": 3}")
            .hasOutput("a \"text\"")
            .hasOutputJson("\"a \\\"text\\\"\"")
            .hasMetric("hits", 3)
            .hasMetric("share", 0.5)
            .hasNoMetric("n_failed")
            .hasTag("tenant", "acme")
            .hasTag("limit", 3)
            .hasMeta("service", "{\"replicas\": 2, \"name\": \"desk\"}")
            .hasNoError()
            .hasEnded();
        assertThat(this.spans.span("generate")).hasError("IllegalState").hasError("no model");
    }

    static Stream<Arguments> wrongSpansExpectations() {
        return Stream.of(
                spans((spans) -> assertThat(spans).hasRoot("retrieve"),
                        "Expected a root 'retrieve', but the roots are: 'answer'"),
                spans((spans) -> assertThat(spans).hasSpan("x"), "Expected a span 'x', but there is none"),
                spans((spans) -> assertThat(spans).hasNoSpan("embed"), "Expected no span 'embed', but there is one"),
                spans((spans) -> assertThat(spans).isEmpty(), "Expected 0 spans, but there are 4"),
                spans((spans) -> assertThat(spans).hasSpanCount(5), "Expected 5 spans, but there are 4"),
                spans((spans) -> assertThat(spans).hasTree("answer\n  generate\n  retrieve\n    embed"), """
                        Expected this tree, but it is different.

                        Expected tree:
                        answer
                          generate
                          retrieve
                            embed"""),
                spans((spans) -> assertThat(spans).hasTree("answer\n  retrieve\n  embed\n  generate"), """
                        Expected this tree, but it is different.

                        Expected tree:
                        answer
                          retrieve
                          embed
                          generate"""),
                spans((spans) -> assertThat(spans).hasTreeInAnyOrder("answer\n generate\n  embed\n retrieve"), """
                        Expected this tree in any order, but it is different.

                        Expected tree:
                        answer
                          generate
                            embed
                          retrieve"""));
    }

    @ParameterizedTest
    @MethodSource("wrongSpansExpectations")
    void recordedSpans_failWithTheWholeTree(Consumer<RecordedSpans> expectation, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> expectation.accept(this.spans))
            .withMessage(message + "\n\n" + TREE);
    }

    static Stream<Arguments> wrongSpanExpectations() {
        return Stream.of(span("retrieve", (span) -> span.hasName("search"), "the name 'search', but it is 'retrieve'"),
                span("retrieve", (span) -> span.hasType("tool"), "the type 'tool', but it is 'retriever'"),
                span("retrieve", (span) -> span.isRoot(), "no parent, but its parent is 'answer'"),
                span("embed", (span) -> span.hasParent("answer"), "the parent 'answer', but its parent is 'retrieve'"),
                span("answer", (span) -> span.hasParent("x"), "the parent 'x', but its parent is none"),
                span("answer", (span) -> span.hasChild("embed"),
                        "a child 'embed', but its children are: 'retrieve', 'generate'"),
                span("embed", (span) -> span.hasChild("x"), "a child 'x', but it has none"),
                span("retrieve", (span) -> span.hasInputJson("{\"n\": 3}"),
                        "the input {\"n\": 3}, but it is {\"question\": \"why?\", \"n\": 3}"),
                span("answer", (span) -> span.hasInputJson("null"), "the input null, but it is not recorded"),
                span("retrieve", (span) -> span.hasInput("why?"),
                        "the input why?, but it is {\"question\": \"why?\", \"n\": 3}"),
                span("retrieve", (span) -> span.hasNoInput(), "no input, but it is {\"question\": \"why?\", \"n\": 3}"),
                span("retrieve", (span) -> span.hasOutput("a text"), "the output a text, but it is \"a \\\"text\\\"\""),
                span("retrieve", (span) -> span.hasOutputJson("\"a\""),
                        "the output \"a\", but it is \"a \\\"text\\\"\""),
                span("retrieve", (span) -> span.hasNoOutput(), "no output, but it is \"a \\\"text\\\"\""),
                span("retrieve", (span) -> span.hasMetric("hits", 4),
                        "the metric hits=4, but its metrics are: hits=3, share=0.5"),
                span("answer", (span) -> span.hasMetric("hits", 3), "the metric hits=3, but it has none"),
                span("retrieve", (span) -> span.hasNoMetric(), "no metric, but its metrics are: hits=3, share=0.5"),
                span("retrieve", (span) -> span.hasNoMetric("share"),
                        "no metric share, but its metrics are: hits=3, share=0.5"),
                span("retrieve", (span) -> span.hasTag("tenant", "x"),
                        "the tag tenant=\"x\", but its tags are: tenant=\"acme\", limit=3"),
                span("retrieve", (span) -> span.hasTag("limit", 4),
                        "the tag limit=4, but its tags are: tenant=\"acme\", limit=3"),
                span("retrieve", (span) -> span.hasTag("limit", "3"),
                        "the tag limit=\"3\", but its tags are: tenant=\"acme\", limit=3"),
                span("retrieve", (span) -> span.hasNoTag("limit"),
                        "no tag limit, but its tags are: tenant=\"acme\", limit=3"),
                span("answer", (span) -> span.hasTag("tenant", "x"), "the tag tenant=\"x\", but it has none"),
                span("answer", (span) -> span.hasSessionId("s"), "the session id 's', but it has none"),
                span("answer", (span) -> span.hasUserId("u"), "the user id 'u', but it has none"),
                span("answer", (span) -> span.hasScore(3), "the score 3, but it has none"),
                span("answer", (span) -> span.hasEvent("cached"), "the event 'cached', but it has none"),
                span("answer", (span) -> span.hasFinding("grounded", "true"),
                        "the finding grounded=true, but it has none"),
                span("retrieve", (span) -> span.hasMeta("service", "{}"),
                        "the meta 'service' {}, but it is {\"name\": \"desk\", \"replicas\": 2}"),
                span("retrieve", (span) -> span.hasMeta("x", "1"), "the meta 'x' 1, but it is not recorded"),
                span("retrieve", (span) -> span.hasError("x"), "an error with 'x', but it has none"),
                span("generate", (span) -> span.hasError("timeout"),
                        "an error with 'timeout', but it failed with: java.lang.IllegalStateException: no model"),
                span("generate", (span) -> span.hasNoError(),
                        "no error, but it failed with: java.lang.IllegalStateException: no model"));
    }

    @ParameterizedTest
    @MethodSource("wrongSpanExpectations")
    void recordedSpan_failsWithTheWholeTree(String name, Consumer<RecordedSpanAssert> expectation, String message) {
        assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(() -> expectation.accept(assertThat(this.spans.span(name))))
            .withMessage("Expected span '" + name + "' to have " + message + ".\n\n" + TREE);
    }

    @Test
    void hasEnded_wantsAnEndAfterTheStart() {
        this.spans.clear();
        SampleSpan.root("backwards", 5).end(this.spans, 4);
        SampleSpan open = SampleSpan.root("open", 6);
        this.spans.accept(open, open.snapshot());

        assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(() -> assertThat(this.spans.span("backwards")).hasEnded())
            .withMessageContaining("but its end is 2026-11-21T10:00:00.004Z");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.spans.span("open")).hasEnded())
            .withMessageContaining("but it has not ended")
            .withMessageContaining("open (chain, not ended)");
    }

    @Test
    void hasTree_coversSeveralTraces() {
        SampleSpan.root("answer", 200).end(this.spans, 201);

        assertThat(this.spans).hasTree("""
                answer
                  retrieve
                    embed
                  generate
                answer
                """);
    }

    @Test
    void hasInputJson_tellsAWrongExpectationFromAWrongInput() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> assertThat(this.spans.span("retrieve")).hasInputJson("why?"))
            .withMessage("The expectation is not JSON (a text needs its quotes): why?");
    }

    @Test
    void everythingElseThatASpanSays_readsAsASentence() {
        TestTracing tracing = new TestTracing();
        TraceAttributes attributes = TraceAttributes.none().withSessionId("session-1").withUserId("user-1");
        try (TraceScope scope = tracing.tracer().with(attributes);
                Span span = tracing.tracer().span("judged").start()) {
            span.score(7).event("cached").finding("grounded", false, "no source");
        }

        RecordedSpanAssert judged = assertThat(tracing.spans().span("judged"));
        judged.hasSessionId("session-1")
            .hasUserId("user-1")
            .hasScore(7)
            .hasEvent("cached")
            .hasFinding("grounded", "false")
            .hasNoTag("plan");
        assertThat(tracing.spans()).hasSpan("judged").hasNoSpan("other");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> judged.hasFinding("grounded", "true"))
            .withMessageContaining("the finding grounded=true, but its findings are: grounded=false");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> judged.hasSessionId("2"))
            .withMessageContaining("the session id '2', but it is 'session-1'");
    }

    @Test
    void differentTrees_areShownSideBySideByAnIde() {
        assertThatExceptionOfType(AssertionFailedError.class).isThrownBy(() -> assertThat(this.spans).hasTree("answer"))
            .satisfies((failure) -> {
                assertThat(failure.getExpected().getStringRepresentation()).isEqualTo("answer");
                assertThat(failure.getActual().getStringRepresentation()).startsWith("answer\n  retrieve");
            });
    }

    @Test
    void cutPayload_isExplained() {
        TestTracing tracing = new TestTracing();
        String text = "x".repeat(100_000);
        tracing.tracer().inSpan("large", () -> text);

        assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(() -> assertThat(tracing.spans().span("large")).hasOutput(text))
            .withMessageContaining("bytes were left out (see opper.tracing.capture.max-bytes)");
    }

    @Test
    void description_comesFirst() {
        assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(() -> assertThat(this.spans).as("the %s", "request").hasRoot("100%s"))
            .withMessageStartingWith("[the request] Expected a root '100%s', but");
    }

    @Test
    void nothing_isNoSpan() {
        assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(() -> assertThat((RecordedSpans) null).hasSpanCount(0))
            .withMessageContaining("not to be null");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat((RecordedSpan) null).isRoot())
            .withMessageContaining("not to be null");
        assertThat(this.spans.all()).isNotEmpty();
    }

    private static Arguments spans(Consumer<RecordedSpans> expectation, String message) {
        return arguments(expectation, message);
    }

    private static Arguments span(String name, Consumer<RecordedSpanAssert> expectation, String message) {
        return arguments(name, expectation, message);
    }

}
