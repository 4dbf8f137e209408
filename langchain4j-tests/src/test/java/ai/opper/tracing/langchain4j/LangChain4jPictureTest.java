// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.langchain4j;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.langchain4j.LangChain4jTracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Leaves a trace in a Local Opper that runs, for whoever wants to look at it;
 * docs/images/libraries.sh takes its picture.
 */
@EnabledIfSystemProperty(named = "opper.test.viewer", matches = "https?://.+",
        disabledReason = "Traces to look at are made by docs/images/libraries.sh")
class LangChain4jPictureTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration PACE = Duration.ofMillis(40);

    /** A stream may be heard to its end before its span has ended. */
    private static void flush(OpperTracer tracer) {
        await().atMost(PATIENCE).until(() -> tracer.flush(PATIENCE).isComplete());
    }

    private static void converse(RunningDesk desk, String conversation, String question) throws Exception {
        desk.models.calls("find_order", "{\"number\":\"4712\",\"password\":\"hunter2\"}")
            .says("Order 4712 was sent this morning. It arrives **within two working days**.");
        assertThat(Answer.of(desk.bean(Helper.class).answer(conversation, question)).await()).contains("4712");
    }

    @Test
    void streamWithToolAndDocuments() throws Exception {
        try (RunningDesk desk = RunningDesk.start(List.of(SupportDesk.class, Help.class),
                "opper.tracing.langchain4j.include-content=true", "opper.tracing.api-key=local",
                "opper.tracing.base-url=" + System.getProperty("opper.test.viewer"),
                "spring.application.name=langchain4j-desk")) {
            OpperTracer tracer = desk.bean(OpperTracer.class);
            // The first question is slow, since classes are loaded.
            converse(desk, "conversation-6", "Hello?");
            flush(tracer);
            desk.models.withPace(PACE);
            converse(desk, "conversation-7", "Where is my order 4712?");
            flush(tracer);
        }
    }

    /** Answers from the handbook, and asks for orders. */
    interface Helper {

        @SystemMessage("You answer customers of a shop, from its handbook only.")
        TokenStream answer(@MemoryId String conversation, @UserMessage String question);

    }

    @Configuration(proxyBeanMethods = false)
    static class Help {

        /** In US dollars, as providers of small models have it. */
        @Bean
        @Primary
        CostEstimator smallPrices() {
            return (usage) -> OptionalDouble.of(usage.inputTokens() * 0.15e-6 + usage.outputTokens() * 0.6e-6);
        }

        @Bean
        Helper helper(ChatModel model, StreamingChatModel streaming, EmbeddingModel embeddings,
                LangChain4jTracing tracing, SupportDesk.Orders orders) {
            return AiServices.builder(Helper.class)
                .chatModel(model)
                .streamingChatModel(streaming)
                .chatMemoryProvider((id) -> MessageWindowChatMemory.withMaxMessages(10))
                .contentRetriever(tracing.observe(EmbeddingStoreContentRetriever.builder()
                    .embeddingStore(pages(embeddings))
                    .embeddingModel(embeddings)
                    .maxResults(2)
                    .build()))
                .tools(tracing.tools(orders))
                .build();
        }

        private static InMemoryEmbeddingStore<TextSegment> pages(EmbeddingModel embeddings) {
            InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
            for (TextSegment page : List.of(
                    TextSegment.from("Parcels are sent on the day of the order and arrive within two working days.",
                            Metadata.from("source", "handbook.md")),
                    TextSegment.from("The link to follow a parcel is in the mail that confirms the order.",
                            Metadata.from("source", "handbook.md")))) {
                store.add(embeddings.embed(page).content(), page);
            }
            return store;
        }

    }

}
