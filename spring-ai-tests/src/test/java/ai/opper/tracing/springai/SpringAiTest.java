// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.springai;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.SafeGuardAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.document.Document;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImageOptionsBuilder;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStore;
import reactor.core.publisher.Flux;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.models.ScriptedModels;
import ai.opper.tracing.observation.springai.StreamWatchAdvisor;
import ai.opper.tracing.test.RecordedSpan;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** What a trace tells when content is recorded. */
class SpringAiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static RunningDesk desk;

    @BeforeAll
    static void start() throws IOException {
        desk = RunningDesk.recording("opper.tracing.spring-ai.include-content=true");
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @BeforeEach
    void forget() {
        desk.models.forget();
        desk.spans().clear();
    }

    private static String meta(RecordedSpan span, String key) {
        return span.record().meta().containsKey(key) ? span.record().meta().get(key).json() : null;
    }

    private static String input(RecordedSpan span) {
        return span.record().input().json();
    }

    private static String output(RecordedSpan span) {
        return span.record().output().json();
    }

    private static void assertTreeOfTwoModelCallsAndATool(String root) {
        RecordedSpan agent = desk.spans().span("chat_client");
        assertThat(agent).hasType("agent")
            .hasParent(root)
            .hasInput("Where is order 7?")
            .hasOutput("It was sent today.");
        RecordedSpan loop = agent.children().get(0);
        assertThat(agent.children()).hasSize(1);
        assertThat(loop).hasType("chain");
        assertThat(loop.children()).extracting(RecordedSpan::type).containsExactly("llm", "tool", "llm");
        assertThat(desk.spans().all()).hasSize(6);
        assertThat(desk.spans().roots()).hasSize(1);
    }

    private static void assertToldWhatTheModelSawAndDid() {
        List<RecordedSpan> calls = desk.ofType("llm");
        RecordedSpan first = calls.get(0);
        assertThat(first).hasName("chat gpt-test")
            .hasMeta("requested_model", "\"gpt-test\"")
            .hasMeta("model", "\"" + ScriptedModels.SERVED + "\"")
            .hasMeta("provider", "\"openai\"")
            .hasMeta("temperature", "0.2")
            .hasMeta("input_tokens", "20")
            .hasMeta("output_tokens", "5")
            .hasMeta("total_tokens", "25")
            .hasMeta("estimated_cost", "20.0");
        assertThat(meta(first, "finish_reason")).containsIgnoringCase("tool_calls");
        assertThat(input(first)).contains("\"role\":\"system\",\"content\":\"Be kind.\"")
            .contains("\"role\":\"user\",\"content\":\"Where is order 7?\"")
            .contains("\"name\":\"find_order\"", "Finds an order by its number", "\"parameters\":{");
        assertThat(output(first)).contains("\"tool_calls\":[{", "\"arguments\":{\"number\":\"7\"")
            .contains("\"password\":\"__REDACTED__\"")
            .doesNotContain("hunter2");
        assertThat(input(calls.get(1))).contains("\"tool_results\":[{", "\"state\":\"sent\"").doesNotContain("hunter2");
        assertThat(output(calls.get(1))).isEqualTo("{\"role\":\"assistant\",\"content\":\"It was sent today.\"}");
        RecordedSpan tool = desk.spans().span("find_order");
        assertThat(tool).hasInputJson("{\"number\":\"7\",\"password\":\"__REDACTED__\"}")
            .hasMeta("tool_call_id", "\"call_1\"");
        assertThat(output(tool)).contains("\"state\":\"sent\"").doesNotContain("hunter2");
    }

    private static void scriptAnOrder() {
        desk.models.calls("find_order", "{\"number\":\"7\",\"password\":\"hunter2\"}").says("It was sent today.");
    }

    @Test
    void call_isATreeOfTheAgentItsModelCallsAndTools() {
        scriptAnOrder();
        assertThat(desk.desk().answer("Where is order 7?")).isEqualTo("It was sent today.");
        assertTreeOfTwoModelCallsAndATool("answer");
        assertToldWhatTheModelSawAndDid();
        assertThat(meta(desk.ofType("llm").get(0), "cache_read_tokens")).isEqualTo("8");
    }

    @Test
    void stream_isTheSameTreeWithTheTimeToTheFirstToken() {
        scriptAnOrder();
        assertThat(String.join("", desk.desk().stream("Where is order 7?").collectList().block(PATIENCE)))
            .isEqualTo("It was sent today.");
        desk.spans().awaitSpans(6, PATIENCE);
        assertTreeOfTwoModelCallsAndATool("stream");
        assertToldWhatTheModelSawAndDid();
        RecordedSpan last = desk.ofType("llm").get(1);
        assertThat(last).hasMeta("stream", "true").hasMeta("element_count", "5");
        assertThat(Long.parseLong(meta(last, "time_to_first_token_ms"))).isBetween(0L, last.duration().toMillis());
    }

    @Test
    void streamThatIsCancelled_showsWhatWasSaidSoFar() {
        ChatClient client = ChatClient.builder(new Hesitant(), desk.bean(ObservationRegistry.class), null, null)
            .defaultAdvisors(new StreamWatchAdvisor(true))
            .build();
        assertThat(client.prompt("Is it far?").stream().content().blockFirst(PATIENCE)).isEqualTo("Well, ");
        desk.spans().awaitSpans(3, PATIENCE);
        RecordedSpan call = desk.ofType("llm").get(0);
        assertThat(call).hasMeta("cancelled", "true").hasOutput("Well, ").hasNoError();
        assertThat(desk.spans().span("chat_client")).hasMeta("cancelled", "true");
    }

    @Test
    void modelThatRefuses_isAnErrorOnEachSpanAboveIt() {
        desk.models.refuses(401, "That key is wrong");
        assertThatException().isThrownBy(() -> desk.desk().answer("Hello?"));
        assertThat(desk.ofType("llm").get(0)).hasError("That key is wrong");
        assertThat(desk.spans().span("chat_client")).hasError("That key is wrong");
        desk.spans().clear();
        desk.models.refuses(429, "Not so fast");
        assertThatException().isThrownBy(() -> desk.desk().stream("Hello?").blockLast(PATIENCE));
        desk.spans().awaitSpans(4, PATIENCE);
        assertThat(desk.ofType("llm").get(0)).hasError("Not so fast");
        assertThat(meta(desk.ofType("llm").get(0), "cancelled")).isNull();
    }

    @Test
    void toolThatFails_tellsTheModelAndIsNoError() {
        desk.models.calls("cancel_order", "{\"number\":\"7\"}").says("Too late.");
        assertThat(desk.desk().answer("Cancel it")).isEqualTo("Too late.");
        assertThat(desk.spans().span("cancel_order")).hasNoError();
        assertThat(output(desk.spans().span("cancel_order"))).contains("Order 7 has left already");
    }

    @Test
    void conversation_isTheSessionOfAllSpansBelow() {
        desk.models.calls("find_order", "{\"number\":\"7\",\"password\":\"x\"}").says("Sent.").says("Sent.");
        desk.client()
            .prompt("Order 7?")
            .advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, "conversation-5"))
            .call()
            .content();
        assertThat(desk.spans().all()).hasSize(5)
            .allSatisfy((span) -> assertThat(span.record().sessionId()).isEqualTo("conversation-5"));
        desk.spans().clear();
        try (TraceScope scope = desk.bean(OpperTracer.class).with(TraceAttributes.none().withSessionId("mine"))) {
            desk.client()
                .prompt("Order 7?")
                .advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, "conversation-5"))
                .call()
                .content();
        }
        assertThat(desk.spans().all()).hasSize(3)
            .allSatisfy((span) -> assertThat(span.record().sessionId()).isEqualTo("mine"));
    }

    @Test
    void advisor_isASpanAroundWhatItAdvises() {
        desk.models.says("Of course.");
        desk.client()
            .prompt("May I?")
            .advisors(SafeGuardAdvisor.builder().sensitiveWords(List.of("forbidden")).build())
            .call()
            .content();
        assertThat(desk.spans().span("SafeGuardAdvisor")).hasType("chain").hasNoInput();
        assertThat(desk.spans().span("chat gpt-test")).hasParent("SafeGuardAdvisor");
    }

    @Test
    void modelWithoutChatClient_isASpanOfItsOwn() {
        desk.models.says("Yes.").says("No, never.");
        ChatModel model = desk.bean(ChatModel.class);
        model.call(new Prompt("Really?"));
        model.stream(new Prompt("Never?")).blockLast(PATIENCE);
        List<RecordedSpan> calls = desk.spans().awaitSpans(2, PATIENCE);
        assertThat(calls).hasSize(2).allSatisfy((call) -> assertThat(call).hasType("llm").isRoot());
        assertThat(output(desk.ofType("llm").get(1))).contains("No, never.");
    }

    @Test
    void modelThatObservesNothing_hasASpanForEachCall() {
        ChatClient client = ChatClient.builder(new Parrot(), desk.bean(ObservationRegistry.class), null, null)
            .defaultAdvisors(new StreamWatchAdvisor(true))
            .build();
        client.prompt("Polly").call().content();
        assertThat(desk.spans().span("chat")).hasType("llm");
        assertThat(output(desk.spans().span("chat"))).contains("Polly Polly");
        desk.spans().clear();
        client.prompt("Polly").stream().content().blockLast(PATIENCE);
        desk.spans().awaitSpans(3, PATIENCE);
        RecordedSpan call = desk.spans().span("chat");
        assertThat(output(call)).contains("Polly Polly");
        assertThat(call).hasMeta("element_count", "2");
        assertThat(meta(call, "time_to_first_token_ms")).isNotNull();
    }

    @Test
    void vectorStore_showsQueryDocumentsAndScores() {
        VectorStore store = desk.bean(VectorStore.class);
        store.add(List.of(new Document("1", "parcels are sent on Mondays", Map.of("source", "handbook")),
                new Document("2", "the office is closed in August", Map.of("source", "calendar"))));
        store.similaritySearch(SearchRequest.builder().query("parcels are sent on Mondays").topK(1).build());
        assertThat(desk.spans().span("vector_store add")).hasType("chain");
        RecordedSpan query = desk.spans().span("vector_store query");
        assertThat(query).hasType("retriever")
            .hasInput("parcels are sent on Mondays")
            .hasMeta("top_k", "1")
            .hasMeta("document_count", "1");
        assertThat(output(query)).contains("\"text\":\"parcels are sent on Mondays\"", "\"source\":\"handbook\"")
            .containsPattern("\"score\":(0\\.9|1\\.)");
        RecordedSpan embedding = query.children().get(0);
        assertThat(embedding).hasType("embedding")
            .hasName("embedding embed-test")
            .hasInputJson("[\"parcels are sent on Mondays\"]")
            .hasNoOutput()
            .hasMeta("dimensions", "8")
            .hasMeta("total_tokens", "7");
    }

    @Test
    void image_showsPromptAndAddress() {
        desk.bean(ImageModel.class)
            .call(new ImagePrompt("a parcel", ImageOptionsBuilder.builder().model("draw-test").build()));
        RecordedSpan image = desk.ofType("llm").get(0);
        assertThat(image).hasName("image draw-test")
            .hasInputJson("[\"a parcel\"]")
            .hasOutputJson("[\"https://pictures.example/1.png\"]");
    }

    /** A model of somebody who did not think of observations. */
    private static final class Parrot implements ChatModel {

        @Override
        public ChatResponse call(Prompt prompt) {
            return response(prompt.getContents() + " " + prompt.getContents());
        }

        @Override
        public Flux<ChatResponse> stream(Prompt prompt) {
            return Flux.just(response(prompt.getContents() + " "), response(prompt.getContents()));
        }

        private static ChatResponse response(String text) {
            return new ChatResponse(List.of(new Generation(new AssistantMessage(text))));
        }

    }

    /** A model that never comes to an end. */
    private static final class Hesitant implements ChatModel {

        @Override
        public ChatResponse call(Prompt prompt) {
            return Parrot.response("Well, ");
        }

        @Override
        public Flux<ChatResponse> stream(Prompt prompt) {
            return Flux.just(call(prompt)).concatWith(Flux.never());
        }

    }

}
