// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.langchain4j;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.AiServices;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.observation.langchain4j.LangChain4jTracing;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** Searches everything that leaves the process for what people and models have said. */
class LangChain4jContentTest {

    /** Each is said in one place. A tool's password is hidden anyway. */
    private static final Set<String> CONTENT = Set.of("plant-system", "plant-question", "plant-stream",
            "plant-argument", "plant-answer", "plant-streamed", "plant-broken", "plant-document", "plant-page",
            "plant-query", "plant-refusal", "plant-thrown", "plant-failure", "Finds an order");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private Set<String> contentThatLeaves(String... properties) throws Exception {
        String[] all = Stream
            .concat(Stream.of(properties),
                    Stream.of("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url()))
            .toArray(String[]::new);
        try (RunningDesk desk = RunningDesk.sending(all)) {
            sayEverything(desk);
            assertThat(desk.bean(OpperTracer.class).flush(PATIENCE).isComplete()).isTrue();
        }
        assertThat(this.api.spans()).extracting((span) -> span.type())
            .contains("agent", "llm", "tool", "retriever", "embedding");
        String sent = this.api.requests()
            .stream()
            .map((ReceivedRequest request) -> request.path() + request.query() + request.headers() + request.body())
            .collect(Collectors.joining("\n"));
        assertThat(sent).doesNotContain("hunter2");
        Set<String> found = new TreeSet<>(CONTENT);
        found.removeIf((content) -> !sent.contains(content));
        return found;
    }

    private static void sayEverything(RunningDesk desk) throws Exception {
        SupportDesk.Assistant assistant = desk.bean(SupportDesk.Assistant.class);
        desk.models.calls("find_order", "{\"number\":\"plant-argument\",\"password\":\"hunter2\"}")
            .says("plant-answer");
        assistant.answer("plant-question");
        desk.models.says("plant-streamed");
        Answer.of(assistant.stream("plant-stream")).await();
        CountDownLatch heard = new CountDownLatch(1);
        desk.models.breaksOffAfter("plant-broken ", heard);
        assertThat(Answer.of(assistant.stream("Hello"), (part) -> heard.countDown()).text()).failsWithin(PATIENCE);
        desk.models.refuses(400, "plant-refusal");
        assertThatException().isThrownBy(() -> assistant.answer("Hello"));
        desk.models.calls("cancel_order", "{\"number\":\"plant-thrown\"}").says("Sorry.");
        AiServices.builder(SupportDesk.Assistant.class)
            .chatModel(desk.bean(ChatModel.class))
            .streamingChatModel(desk.bean(StreamingChatModel.class))
            .tools(desk.bean(SupportDesk.Orders.class))
            .build()
            .answer("Cancel");
        desk.models.says("Sorry.");
        desk.bean(SupportDesk.Librarian.class).answer("1", "plant-query plant-document");
        ContentRetriever broken = desk.bean(LangChain4jTracing.class).observe((query) -> {
            throw new IllegalStateException("plant-failure");
        });
        assertThatException().isThrownBy(() -> broken.retrieve(Query.from("Open?")));
    }

    @Test
    void content_staysInTheProcessByDefault() throws Exception {
        assertThat(contentThatLeaves()).isEmpty();
    }

    @Test
    void content_leavesWhenAskedFor() throws Exception {
        assertThat(contentThatLeaves("opper.tracing.langchain4j.include-content=true"))
            .isEqualTo(new TreeSet<>(CONTENT));
    }

    @Test
    void patterns_hideInMessagesToo() throws Exception {
        assertThat(contentThatLeaves("opper.tracing.langchain4j.include-content=true",
                "opper.tracing.redaction.patterns[0]=plant-[a-z]+"))
            .containsExactly("Finds an order");
    }

}
