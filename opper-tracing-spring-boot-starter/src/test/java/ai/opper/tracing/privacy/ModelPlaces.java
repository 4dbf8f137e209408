// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.privacy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.langchain4j.model.chat.request.ChatRequest;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;

import ai.opper.tracing.observation.langchain4j.LangChain4jTracing;

/** Puts a secret into everything that people, models, tools and stores say. */
final class ModelPlaces {

    private final PrivateApplication application;

    private final Secrets secrets;

    private final ObservationRegistry observations;

    ModelPlaces(PrivateApplication application, Secrets secrets) {
        this.application = application;
        this.secrets = secrets;
        this.observations = application.bean(ObservationRegistry.class);
    }

    void plant() {
        chat();
        failingChat();
        tool();
        documents();
        langChain4j();
    }

    private void chat() {
        String answer = this.secrets.message("answer of a model");
        ToolCall call = new ToolCall("1", "function", "find", json("arguments in the history"));
        ToolResponse response = new ToolResponse("1", "find", json("result in the history"));
        client((prompt) -> new ChatResponse(List.of(new Generation(new AssistantMessage(answer))))).prompt()
            .system(this.secrets.message("system message"))
            .messages(new UserMessage(this.secrets.message("message in the history")),
                    AssistantMessage.builder()
                        .content(this.secrets.message("answer in the history"))
                        .toolCalls(List.of(call))
                        .build(),
                    ToolResponseMessage.builder().responses(List.of(response)).build())
            .user(this.secrets.message("user message"))
            .advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, this.secrets.text("conversation")))
            .call()
            .content();
    }

    private void failingChat() {
        RuntimeException failure = new IllegalStateException(this.secrets.message("failure of a model"));
        Places.quietly(() -> client((prompt) -> {
            throw failure;
        }).prompt("fail").call().content());
    }

    private ChatClient client(ChatModel model) {
        return ChatClient.create(model, this.observations);
    }

    private String json(String place) {
        return "{\"about\":\"" + this.secrets.message(place) + "\"}";
    }

    private void tool() {
        Tool tool = new Tool("find", this.secrets.message("description of a tool"),
                (input) -> json("result of a tool"));
        ToolCall call = new ToolCall("2", "function", "find", json("arguments of a tool"));
        AssistantMessage asking = AssistantMessage.builder().content("").toolCalls(List.of(call)).build();
        Prompt prompt = new Prompt("look", ToolCallingChatOptions.builder().toolCallbacks(List.of(tool)).build());
        ToolCallingManager.builder()
            .observationRegistry(this.observations)
            .build()
            .executeToolCalls(prompt, new ChatResponse(List.of(new Generation(asking))));
    }

    private void documents() {
        SimpleVectorStore store = SimpleVectorStore.builder(new Vectors())
            .observationRegistry(this.observations)
            .build();
        store.add(List.of(Document.builder()
            .text(this.secrets.message("document"))
            .metadata(Map.of("source", this.secrets.text("metadata of a document")))
            .build()));
        String filter = "source != '" + this.secrets.text("filter") + "'";
        store.similaritySearch(
                SearchRequest.builder().query(this.secrets.message("search query")).filterExpression(filter).build());
    }

    private void langChain4j() {
        String answer = this.secrets.message("answer of LangChain4j's model");
        this.application.bean(LangChain4jTracing.class).observe(new dev.langchain4j.model.chat.ChatModel() {

            @Override
            public dev.langchain4j.model.chat.response.ChatResponse doChat(ChatRequest request) {
                return dev.langchain4j.model.chat.response.ChatResponse.builder()
                    .aiMessage(dev.langchain4j.data.message.AiMessage.from(answer))
                    .build();
            }

        }).chat(this.secrets.message("message to LangChain4j's model"));
    }

    private record Tool(String name, String description, UnaryOperator<String> work) implements ToolCallback {

        @Override
        public ToolDefinition getToolDefinition() {
            return DefaultToolDefinition.builder()
                .name(this.name)
                .description(this.description)
                .inputSchema("{}")
                .build();
        }

        @Override
        public String call(String input) {
            return this.work.apply(input);
        }

    }

    /** Finds all texts alike. */
    private static final class Vectors implements EmbeddingModel {

        @Override
        public EmbeddingResponse call(EmbeddingRequest request) {
            return new EmbeddingResponse(
                    request.getInstructions().stream().map((text) -> new Embedding(new float[] { 1 }, 0)).toList());
        }

        @Override
        public float[] embed(Document document) {
            return new float[] { 1 };
        }

    }

}
