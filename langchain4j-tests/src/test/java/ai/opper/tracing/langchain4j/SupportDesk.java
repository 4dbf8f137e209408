// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.langchain4j;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;
import ai.opper.tracing.models.ScriptedModels;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.langchain4j.LangChain4jTracing;

/** An application as its users write it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SupportDesk {

    /** As LangChain4j's starter for OpenAI makes it. */
    @Bean
    OpenAiChatModel chatModel(@Value("${models.url}") String url, List<ChatModelListener> listeners) {
        return OpenAiChatModel.builder()
            .baseUrl(url)
            .apiKey("test")
            .modelName("gpt-test")
            .temperature(0.2)
            .maxRetries(0)
            .listeners(listeners)
            .build();
    }

    @Bean
    OpenAiStreamingChatModel streamingChatModel(@Value("${models.url}") String url, List<ChatModelListener> listeners) {
        return OpenAiStreamingChatModel.builder()
            .baseUrl(url)
            .apiKey("test")
            .modelName("gpt-test")
            .temperature(0.2)
            .listeners(listeners)
            .build();
    }

    @Bean
    OpenAiEmbeddingModel embeddingModel(@Value("${models.url}") String url) {
        return OpenAiEmbeddingModel.builder().baseUrl(url).apiKey("test").modelName("embed-test").maxRetries(0).build();
    }

    @Bean
    ContentRetriever handbook(EmbeddingModel model) {
        InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
        for (TextSegment page : List.of(
                TextSegment.from("parcels are sent on Mondays plant-document", Metadata.from("source", "plant-page")),
                TextSegment.from("the office is closed in August", Metadata.from("source", "calendar")))) {
            store.add(model.embed(page).content(), page);
        }
        return EmbeddingStoreContentRetriever.builder()
            .embeddingStore(store)
            .embeddingModel(model)
            .maxResults(1)
            .build();
    }

    @Bean
    Orders orders(OpperTracer tracer) {
        return new Orders(tracer);
    }

    @Bean
    Assistant assistant(ChatModel model, StreamingChatModel streaming, LangChain4jTracing tracing, Orders orders) {
        return AiServices.builder(Assistant.class)
            .chatModel(model)
            .streamingChatModel(streaming)
            .tools(tracing.tools(orders))
            .build();
    }

    @Bean
    Librarian librarian(ChatModel model, ContentRetriever handbook) {
        return AiServices.builder(Librarian.class)
            .chatModel(model)
            .contentRetriever(handbook)
            .chatMemoryProvider((id) -> MessageWindowChatMemory.withMaxMessages(10))
            .build();
    }

    @Bean
    Desk desk(Assistant assistant) {
        return new Desk(assistant);
    }

    @Bean
    CostEstimator prices() {
        return (usage) -> ScriptedModels.SERVED.equals(usage.model())
                ? OptionalDouble.of(usage.inputTokens() * 0.5 + usage.outputTokens() * 2) : OptionalDouble.empty();
    }

    /** Answers with tools. */
    interface Assistant {

        @SystemMessage("Be kind. plant-system")
        String answer(@UserMessage String question);

        @SystemMessage("Be kind. plant-system")
        TokenStream stream(@UserMessage String question);

    }

    /** Answers from documents. */
    interface Librarian {

        String answer(@MemoryId String conversation, @UserMessage String question);

    }

    /** What the model may look up. */
    static class Orders {

        private final OpperTracer tracer;

        Orders(OpperTracer tracer) {
            this.tracer = tracer;
        }

        @Tool(name = "find_order", value = "Finds an order by its number")
        Map<String, Object> find(@P("number") String number, @P("password") String password) {
            try (Span span = this.tracer.span("look_up").start()) {
                return Map.of("number", number, "state", "sent", "password", password);
            }
        }

        @Tool(name = "cancel_order", value = "Cancels an order")
        String cancel(@P("number") String number) {
            throw new IllegalStateException("Order " + number + " has left already");
        }

    }

    /** Where questions come in. */
    static class Desk {

        private final Assistant assistant;

        Desk(Assistant assistant) {
            this.assistant = assistant;
        }

        @Traced(name = "answer", type = SpanType.CHAIN, recordInput = false, recordOutput = false)
        public String answer(String question) {
            return this.assistant.answer(question);
        }

        @Traced(name = "stream", type = SpanType.CHAIN, recordInput = false, recordOutput = false)
        public Answer stream(String question) {
            return Answer.of(this.assistant.stream(question));
        }

    }

}
