// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.util.Arrays;
import java.util.List;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.SpanTracer;

/**
 * Lets the work of LangChain4j be seen: gives it listeners, and puts decorators around
 * what its listeners do not show. Safe for use by any thread. The starter makes a bean of
 * it and uses it for beans of LangChain4j's types.
 *
 * <p>
 * What is observed becomes spans where a {@link LangChain4jContextMapper} is a bean.
 */
public final class LangChain4jTracing {

    private final boolean includeContent;

    private final ServiceCalls services;

    private final ModelCalls models;

    private final EmbeddingCalls embeddings;

    /**
     * Makes a tracing.
     * @param tracer opens spans
     * @param includeContent whether the text of a stream that broke off may be recorded
     */
    public LangChain4jTracing(SpanTracer tracer, boolean includeContent) {
        this.includeContent = includeContent;
        this.services = new ServiceCalls(tracer);
        this.models = new ModelCalls(this.services);
        this.embeddings = new EmbeddingCalls(tracer);
    }

    /**
     * Listens to all AI services of the process, unless LangChain4j has been given
     * another {@code AiServiceListenerRegistrarFactory}. The one that listened before no
     * longer does.
     * @return ends it
     */
    public Listening listen() {
        AiServiceDoor.open(this.services);
        return () -> AiServiceDoor.close(this.services);
    }

    /**
     * Listeners for {@code AiServices.registerListeners}, where nobody
     * {@linkplain #listen() listens} to all. An AI service that both hear has one span.
     * @return the listeners
     */
    public List<AiServiceListener<?>> aiServiceListeners() {
        return ServiceListeners.tell(() -> this.services);
    }

    /**
     * A listener for the builders of chat models, streaming or not.
     * @return the listener
     */
    public ChatModelListener chatModelListener() {
        return this.models;
    }

    /**
     * A listener for {@code EmbeddingModel.addListener}.
     * @return the listener
     */
    public EmbeddingModelListener embeddingModelListener() {
        return this.embeddings;
    }

    /**
     * Observes a chat model, whether or not it has listeners.
     * @param model the model
     * @return a model that does the same
     */
    public ChatModel observe(ChatModel model) {
        return (model instanceof ObservedChatModel) ? model : new ObservedChatModel(model, this.models);
    }

    /**
     * Observes a streaming chat model and the parts of its answers.
     * @param model the model
     * @return a model that does the same
     */
    public StreamingChatModel observe(StreamingChatModel model) {
        return (model instanceof ObservedStreamingChatModel) ? model
                : new ObservedStreamingChatModel(model, this.models, this.includeContent);
    }

    /**
     * Observes an embedding model.
     * @param model the model
     * @return a model that does the same
     */
    public EmbeddingModel observe(EmbeddingModel model) {
        return model.addListener(this.embeddings);
    }

    /**
     * Observes a retriever.
     * @param retriever the retriever
     * @return a retriever that does the same
     */
    public ContentRetriever observe(ContentRetriever retriever) {
        return (retriever instanceof ObservedRetriever) ? retriever : new ObservedRetriever(retriever, this.services);
    }

    /**
     * Observes the tools that a provider provides.
     * @param provider the provider
     * @return a provider of the same tools
     */
    public ToolProvider observeTools(ToolProvider provider) {
        return new ToolProvider() {

            @Override
            public @Nullable ToolProviderResult provideTools(ToolProviderRequest request) {
                ToolProviderResult result = provider.provideTools(request);
                return (result != null) ? new ToolProviderResult(observeTools(result.aiServiceTools())) : result;
            }

            @Override
            public boolean isDynamic() {
                return provider.isDynamic();
            }

        };
    }

    /**
     * Observes tools where they run, so that what happens inside of them is below their
     * span on whatever thread that is.
     * @param tools the tools
     * @return the same tools, for {@code AiServices.tools}
     */
    public List<AiServiceTool> observeTools(List<AiServiceTool> tools) {
        return tools.stream().map(this::observe).toList();
    }

    private AiServiceTool observe(AiServiceTool tool) {
        if (tool.toolExecutor() instanceof ObservedTool) {
            return tool;
        }
        this.services.observes(tool.toolSpecification());
        return tool.toBuilder().toolExecutor(new ObservedTool(tool, this.services)).build();
    }

    /**
     * Observes the {@code @Tool} methods of objects, where they run.
     * @param objects objects with such methods
     * @return their tools, for {@code AiServices.tools}
     */
    public List<AiServiceTool> tools(Object... objects) {
        return Arrays.stream(objects).flatMap((each) -> observeTools(AnnotatedTools.of(each)).stream()).toList();
    }

    /** Hears of AI services until it is closed. */
    @FunctionalInterface
    public interface Listening extends AutoCloseable {

        @Override
        void close();

    }

}
