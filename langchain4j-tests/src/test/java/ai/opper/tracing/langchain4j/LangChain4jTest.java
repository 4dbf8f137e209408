// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.langchain4j;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.ToolProviderResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.models.ScriptedModels;
import ai.opper.tracing.observation.langchain4j.LangChain4jTracing;
import ai.opper.tracing.test.RecordedSpan;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/** What is seen of AI services, models, tools and retrievers, with content. */
class LangChain4jTest {

    private static RunningDesk desk;

    @BeforeAll
    static void start() throws IOException {
        desk = RunningDesk.recording("opper.tracing.langchain4j.include-content=true");
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

    private static LangChain4jTracing tracing() {
        return desk.bean(LangChain4jTracing.class);
    }

    private static SupportDesk.Orders orders() {
        return desk.bean(SupportDesk.Orders.class);
    }

    private static AiServices<SupportDesk.Assistant> assistants() {
        return AiServices.builder(SupportDesk.Assistant.class)
            .chatModel(desk.bean(ChatModel.class))
            .streamingChatModel(desk.bean(StreamingChatModel.class));
    }

    private static void scriptAnOrder() {
        desk.models.calls("find_order", "{\"number\":\"7\",\"password\":\"hunter2\"}").says("It was sent today.");
    }

    private static void assertTreeOfTwoModelCallsAndATool(String root, String service) {
        RecordedSpan agent = desk.spans().span(service);
        assertThat(agent).hasType("agent")
            .hasParent(root)
            .hasInput("Where is order 7?")
            .hasOutput("It was sent today.");
        assertThat(agent.record().sessionId()).isNull();
        assertThat(agent.children()).extracting(RecordedSpan::type).containsExactly("llm", "tool", "llm");
        assertThat(desk.spans().span("look_up")).hasParent("find_order");
        assertThat(desk.spans().all()).hasSize(6);
        assertThat(desk.spans().roots()).hasSize(1);
    }

    private static void assertToldWhatTheModelSawAndDid() {
        List<RecordedSpan> calls = desk.ofType("llm");
        RecordedSpan first = calls.get(0);
        assertThat(first).hasName("chat gpt-test")
            .hasMeta("requested_model", "\"gpt-test\"")
            .hasMeta("model", "\"" + ScriptedModels.SERVED + "\"")
            .hasMeta("provider", "\"open_ai\"")
            .hasMeta("temperature", "0.2")
            .hasMeta("input_tokens", "20")
            .hasMeta("output_tokens", "5")
            .hasMeta("total_tokens", "25")
            .hasMeta("cache_read_tokens", "8")
            .hasMeta("response_id", "\"chatcmpl-1\"")
            .hasMeta("finish_reason", "\"TOOL_EXECUTION\"")
            .hasMeta("estimated_cost", "20.0");
        assertThat(input(first)).contains("\"role\":\"system\",\"content\":\"Be kind. plant-system\"")
            .contains("\"role\":\"user\",\"content\":\"Where is order 7?\"")
            .contains("\"name\":\"find_order\"", "Finds an order by its number", "\"parameters\":{", "\"number\":{");
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

    @Test
    void call_isATreeOfTheServiceItsModelCallsAndTools() {
        scriptAnOrder();
        assertThat(desk.desk().answer("Where is order 7?")).isEqualTo("It was sent today.");
        assertTreeOfTwoModelCallsAndATool("answer", "Assistant.answer");
        assertToldWhatTheModelSawAndDid();
    }

    @Test
    void stream_isTheSameTreeWithTheTimeToTheFirstToken() throws Exception {
        scriptAnOrder();
        assertThat(desk.desk().stream("Where is order 7?").await()).isEqualTo("It was sent today.");
        desk.spans().awaitSpans(6, Answer.PATIENCE);
        assertTreeOfTwoModelCallsAndATool("stream", "Assistant.stream");
        assertToldWhatTheModelSawAndDid();
        assertThat(desk.spans().span("Assistant.stream")).hasMeta("stream", "true");
        RecordedSpan last = desk.ofType("llm").get(1);
        assertThat(last).hasMeta("stream", "true").hasMeta("element_count", "4");
        assertThat(Long.parseLong(meta(last, "time_to_first_token_ms"))).isBetween(0L, last.duration().toMillis());
    }

    @Test
    void streamThatIsCancelled_showsWhatWasSaidSoFar() {
        desk.models.says("Well, it is far.");
        CompletableFuture<String> first = new CompletableFuture<>();
        assistants().build().stream("Is it far?").onPartialResponseWithContext((part, context) -> {
            context.streamingHandle().cancel();
            first.complete(part.text());
        }).onError(first::completeExceptionally).start();
        desk.spans().awaitSpans(2, Answer.PATIENCE);
        assertThat(first).succeedsWithin(Answer.PATIENCE).isEqualTo("Well, ");
        assertThat(desk.ofType("llm").get(0)).hasMeta("cancelled", "true").hasOutput("Well, ").hasNoError();
        assertThat(desk.spans().span("Assistant.stream")).hasMeta("cancelled", "true").hasNoError();
    }

    @Test
    void streamThatBreaksOff_showsWhatWasSaidSoFar() {
        CountDownLatch heard = new CountDownLatch(2);
        desk.models.breaksOffAfter("Well, it ", heard);
        CompletableFuture<String> answer = Answer
            .of(assistants().build().stream("Is it far?"), (part) -> heard.countDown())
            .text();
        assertThat(answer).failsWithin(Answer.PATIENCE);
        desk.spans().awaitSpans(2, Answer.PATIENCE);
        RecordedSpan call = desk.ofType("llm").get(0);
        assertThat(call).hasOutput("Well, it ").hasMeta("element_count", "2");
        assertThat(call.record().error()).isNotNull();
        assertThat(desk.spans().span("Assistant.stream").record().error()).isNotNull();
        assertThat(meta(call, "cancelled")).isNull();
    }

    @Test
    void streamWhoseErrorsAreIgnored_endsAllTheSame() {
        desk.models.refuses(429, "Not so fast");
        assistants().build().stream("Hello?").ignoreErrors().start();
        desk.spans().awaitSpans(2, Answer.PATIENCE);
        assertThat(desk.ofType("llm").get(0)).hasError("Not so fast");
        assertThat(desk.spans().span("Assistant.stream")).hasError("Not so fast");
    }

    @Test
    void modelThatRefuses_isAnErrorOnEachSpanAboveIt() {
        desk.models.refuses(401, "That key is wrong");
        assertThatException().isThrownBy(() -> desk.desk().answer("Hello?"));
        assertThat(desk.ofType("llm").get(0)).hasError("That key is wrong");
        assertThat(desk.spans().span("Assistant.answer")).hasError("That key is wrong");
        assertThat(desk.spans().span("answer")).hasError("That key is wrong");
        assertThat(desk.spans().all()).hasSize(3);
    }

    @Test
    void toolsThatNobodyWrapped_areSpansOfTheService() throws Exception {
        SupportDesk.Assistant assistant = assistants().tools(orders()).build();
        desk.models
            .calls("find_order", "{\"number\":\"7\",\"password\":\"hunter2\"}", "find_order",
                    "{\"number\":\"8\",\"password\":\"hunter2\"}")
            .says("Both.");
        assertThat(assistant.answer("Orders 7 and 8?")).isEqualTo("Both.");
        assertTwoToolsOf("Assistant.answer");
        desk.spans().clear();
        desk.models
            .calls("find_order", "{\"number\":\"7\",\"password\":\"hunter2\"}", "find_order",
                    "{\"number\":\"8\",\"password\":\"hunter2\"}")
            .says("Both.");
        assertThat(Answer.of(assistant.stream("Orders 7 and 8?")).await()).isEqualTo("Both.");
        desk.spans().awaitSpans(7, Answer.PATIENCE);
        assertTwoToolsOf("Assistant.stream");
    }

    private static void assertTwoToolsOf(String service) {
        List<RecordedSpan> tools = desk.ofType("tool");
        assertThat(tools).hasSize(2).allSatisfy((tool) -> {
            assertThat(tool).hasName("find_order").hasParent(service);
            assertThat(output(tool)).contains("\"state\":\"sent\"").doesNotContain("hunter2");
        });
        assertThat(tools).extracting(LangChain4jTest::input)
            .containsExactlyInAnyOrder("{\"number\":\"7\",\"password\":\"__REDACTED__\"}",
                    "{\"number\":\"8\",\"password\":\"__REDACTED__\"}");
    }

    @Test
    void toolsOfAProvider_areObservedWhereTheyRun() {
        SupportDesk.Assistant assistant = assistants()
            .toolProvider(tracing().observeTools((request) -> new ToolProviderResult(tracing().tools(orders()))))
            .build();
        scriptAnOrder();
        desk.bean(OpperTracer.class).inSpan("answer", () -> assistant.answer("Where is order 7?"));
        assertTreeOfTwoModelCallsAndATool("answer", "Assistant.answer");
    }

    @Test
    void toolsOnOtherThreads_findTheirService() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            SupportDesk.Assistant assistant = assistants().tools(tracing().tools(orders()))
                .executeToolsConcurrently(threads)
                .build();
            for (Callable<String> question : List.<Callable<String>>of(() -> assistant.answer("Both?"),
                    () -> Answer.of(assistant.stream("Both?")).await())) {
                desk.spans().clear();
                desk.models
                    .calls("find_order", "{\"number\":\"7\",\"password\":\"x\"}", "find_order",
                            "{\"number\":\"8\",\"password\":\"x\"}")
                    .says("Both.");
                assertThat(question.call()).isEqualTo("Both.");
                desk.spans().awaitSpans(7, Answer.PATIENCE);
                assertThat(desk.ofType("agent").get(0).children()).extracting(RecordedSpan::type)
                    .containsExactlyInAnyOrder("llm", "tool", "tool", "llm");
                assertThat(desk.ofType("tool")).allSatisfy((tool) -> assertThat(tool.children()).hasSize(1));
                assertThat(desk.spans().roots()).hasSize(1);
            }
        }
        finally {
            threads.shutdownNow();
        }
    }

    @Test
    void toolThatFails_tellsTheModel() {
        desk.models.calls("cancel_order", "{\"number\":\"7\"}").says("Too late.");
        assertThat(desk.desk().answer("Cancel it")).isEqualTo("Too late.");
        assertThat(desk.spans().span("cancel_order")).hasError("Order 7 has left already");
        assertThat(desk.spans().span("Assistant.answer")).hasNoError();
    }

    @Test
    void toolThatDoesNotExist_endsTheService() {
        desk.models.calls("steal_order", "{}");
        assertThatException().isThrownBy(() -> desk.desk().answer("Steal it"));
        desk.models.calls("steal_order", "{}");
        assertThat(desk.desk().stream("Steal it").text()).failsWithin(Answer.PATIENCE);
        desk.spans().awaitSpans(8, Answer.PATIENCE);
        assertThat(desk.ofType("agent")).hasSize(2)
            .allSatisfy((agent) -> assertThat(agent.record().error()).contains("steal_order"));
    }

    @Test
    void conversation_isTheSessionOfAllSpansBelow() {
        desk.models.says("On Monday.");
        desk.bean(SupportDesk.Librarian.class).answer("conversation-5", "parcels are sent on Mondays");
        assertThat(desk.spans().all()).hasSize(4)
            .allSatisfy((span) -> assertThat(span.record().sessionId()).isEqualTo("conversation-5"));
    }

    @Test
    void retriever_showsQueryDocumentsAndScores() {
        desk.models.says("On Monday.");
        desk.bean(SupportDesk.Librarian.class).answer("1", "parcels are sent on Mondays plant-document");
        RecordedSpan retriever = desk.ofType("retriever").get(0);
        assertThat(retriever).hasName("EmbeddingStoreContentRetriever")
            .hasParent("Librarian.answer")
            .hasInput("parcels are sent on Mondays plant-document")
            .hasMeta("document_count", "1");
        assertThat(output(retriever))
            .contains("\"text\":\"parcels are sent on Mondays plant-document\"", "\"source\":\"plant-page\"")
            .containsPattern("\"score\":(0\\.9|1\\.)");
        RecordedSpan embedding = retriever.children().get(0);
        assertThat(embedding).hasType("embedding")
            .hasName("embedding embed-test")
            .hasInputJson("[\"parcels are sent on Mondays plant-document\"]")
            .hasNoOutput()
            .hasMeta("embedding_count", "1")
            .hasMeta("dimensions", "8")
            .hasMeta("total_tokens", "7");
        assertThat(desk.spans().span("Librarian.answer").children()).extracting(RecordedSpan::type)
            .containsExactly("retriever", "llm");
    }

    @Test
    void retrieverThatFails_isAnErrorAndLeavesNothingCurrent() {
        ContentRetriever broken = tracing().observe((query) -> {
            throw new IllegalStateException("The library is closed");
        });
        assertThatException().isThrownBy(() -> broken.retrieve(Query.from("Open?")));
        assertThat(desk.spans().span("retriever")).hasError("The library is closed").isRoot();
        assertThat(desk.bean(OpperTracer.class).currentSpan().isRecording()).isFalse();
    }

    @Test
    void modelWithTheListenerAlone_isASpanOfItsOwn() {
        ChatModel model = desk.listening();
        desk.models.says("Yes.");
        assertThat(model.chat("Really?")).isEqualTo("Yes.");
        RecordedSpan call = desk.ofType("llm").get(0);
        assertThat(call).isRoot().hasMeta("total_tokens", "25");
        desk.spans().clear();
        scriptAnOrder();
        SupportDesk.Assistant assistant = AiServices.builder(SupportDesk.Assistant.class)
            .chatModel(model)
            .tools(orders())
            .build();
        assistant.answer("Where is order 7?");
        assertThat(desk.spans().span("Assistant.answer").children()).extracting(RecordedSpan::type)
            .contains("llm", "tool");
        assertThat(desk.ofType("llm")).hasSize(2).allSatisfy((each) -> assertThat(each).hasParent("Assistant.answer"));
    }

    @Test
    void modelWithoutListeners_hasASpanForEachCall() {
        ChatModel parrot = tracing().observe(new Parrot());
        assertThat(parrot.chat("Polly")).isEqualTo("Polly Polly");
        assertThat(desk.spans().span("chat")).hasType("llm").isRoot();
        assertThat(output(desk.spans().span("chat"))).contains("Polly Polly");
    }

    @Test
    void beans_keepTheirClassAndHaveOneSpanForEachCall() throws Exception {
        desk.models.says("Yes.").says("No.");
        assertThat(desk.bean(OpenAiChatModel.class).chat("Really?")).isEqualTo("Yes.");
        assertThat(desk.spans().all()).hasSize(1);
        CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        desk.bean(OpenAiStreamingChatModel.class).chat("Never?", new Completing(answer));
        assertThat(answer.get(60, TimeUnit.SECONDS).aiMessage().text()).isEqualTo("No.");
        assertThat(desk.bean(OpenAiEmbeddingModel.class).embed("word").content().dimension()).isEqualTo(8);
        assertThat(desk.spans().awaitSpans(3, Answer.PATIENCE)).hasSize(3);
    }

    @Test
    void suppress_leavesOutWhatGoesOnElsewhere() throws Exception {
        scriptAnOrder();
        Answer answer;
        try (TraceScope scope = desk.bean(OpperTracer.class).suppress()) {
            answer = Answer.of(desk.bean(SupportDesk.Assistant.class).stream("Where is order 7?"));
        }
        assertThat(answer.await()).isEqualTo("It was sent today.");
        desk.models.says("Yes.");
        desk.bean(ChatModel.class).chat("Really?");
        await().untilAsserted(() -> assertThat(desk.spans().all()).hasSize(1));
        assertThat(desk.spans().all().get(0)).isRoot().hasType("llm");
    }

    @Test
    void manyAtOnce_neverMixTheirParents() throws Exception {
        int questions = 40;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int number = 0; number < questions; number++) {
                String question = "q" + number + "q";
                answers.add(threads.submit((number % 2 == 0) ? () -> desk.desk().answer(question)
                        : () -> desk.desk().stream(question).await()));
            }
            for (int number = 0; number < questions; number++) {
                assertThat(answers.get(number).get(120, TimeUnit.SECONDS)).contains("q" + number + "q");
            }
        }
        finally {
            threads.shutdownNow();
        }
        desk.spans().awaitSpans(questions * 6, Answer.PATIENCE);
        assertThat(desk.spans().roots()).hasSize(questions);
        assertThat(desk.ofType("agent")).hasSize(questions).allSatisfy((agent) -> {
            assertThat(agent.children()).extracting(RecordedSpan::type).containsExactly("llm", "tool", "llm");
            String question = agent.record().input().json();
            assertThat(agent.children()).allSatisfy((part) -> assertThat(input(part)).contains(question));
            assertThat(agent.children().get(1).children()).hasSize(1);
        });
    }

    /** A model of somebody who did not think of listeners. */
    private static final class Parrot implements ChatModel {

        @Override
        public ChatResponse chat(ChatRequest request) {
            String text = ((UserMessage) request.messages().get(0)).singleText();
            return ChatResponse.builder().aiMessage(AiMessage.from(text + " " + text)).build();
        }

    }

}
