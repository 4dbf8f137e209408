// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.util.Locale;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.ModelUsage;
import ai.opper.tracing.observation.ai.ModelWords;
import ai.opper.tracing.observation.ai.StreamWatch;

/** A call of a chat model. */
final class ModelCallContext extends LangChain4jContext {

    static final String NAME = "langchain4j.chat";

    private final ChatRequest request;

    private final @Nullable ModelProvider provider;

    private final @Nullable StreamWatch watch;

    private volatile @Nullable ChatResponse response;

    private volatile boolean cancelled;

    ModelCallContext(ChatRequest request, @Nullable ModelProvider provider, @Nullable StreamWatch watch) {
        this.request = request;
        this.provider = provider;
        this.watch = watch;
    }

    void response(@Nullable ChatResponse response) {
        this.response = response;
    }

    void cancelled() {
        this.cancelled = true;
    }

    static @Nullable String provider(@Nullable ModelProvider provider) {
        return (provider == null || provider == ModelProvider.OTHER) ? null : provider.name().toLowerCase(Locale.ROOT);
    }

    @Override
    String spanType() {
        return SpanType.LLM;
    }

    @Override
    String spanName() {
        return ModelWords.chat(this.request.modelName());
    }

    @Override
    void started(Span span, boolean includeContent) {
        if (this.watch != null) {
            span.meta("stream", true);
        }
        ChatRequestParameters parameters = this.request.parameters();
        ModelWords.requestedModel(span, parameters.modelName());
        ModelWords.meta(span, "provider", provider(this.provider));
        ModelWords.meta(span, "temperature", parameters.temperature());
        ModelWords.meta(span, "top_p", parameters.topP());
        ModelWords.meta(span, "top_k", parameters.topK());
        ModelWords.meta(span, "max_output_tokens", parameters.maxOutputTokens());
        ModelWords.meta(span, "frequency_penalty", parameters.frequencyPenalty());
        ModelWords.meta(span, "presence_penalty", parameters.presencePenalty());
        if (includeContent) {
            span.input(MessageJson.prompt(this.request));
        }
    }

    @Override
    void stopped(Span span, boolean includeContent, CostEstimator costs) {
        if (this.watch != null) {
            ModelWords.parts(span, this.watch);
        }
        if (this.cancelled) {
            span.meta("cancelled", true);
        }
        ChatResponse answer = this.response;
        if (answer != null) {
            answered(answer, span, includeContent, costs);
        }
        else if (this.watch != null && includeContent) {
            span.output(this.watch.text());
        }
    }

    private void answered(ChatResponse answer, Span span, boolean includeContent, CostEstimator costs) {
        if (includeContent) {
            span.output(MessageJson.answer(answer.aiMessage()));
        }
        ChatResponseMetadata metadata = answer.metadata();
        ModelWords.meta(span, "model", metadata.modelName());
        ModelWords.meta(span, "response_id", metadata.id());
        if (metadata.finishReason() != null) {
            span.meta("finish_reason", metadata.finishReason().name());
        }
        String model = StringUtils.hasText(metadata.modelName()) ? metadata.modelName() : this.request.modelName();
        usage(span, metadata.tokenUsage(), provider(this.provider), model, costs);
    }

    /** Says nothing where the model has not told. */
    static void usage(Span span, @Nullable TokenUsage usage, @Nullable String provider, @Nullable String model,
            CostEstimator costs) {
        if (usage == null || usage.totalTokenCount() == null || usage.totalTokenCount() == 0) {
            return;
        }
        Number cacheRead = CacheTokens.read(usage);
        Number cacheWritten = CacheTokens.written(usage);
        ModelUsage used = new ModelUsage(provider, model, ModelWords.number(usage.inputTokenCount()),
                ModelWords.number(usage.outputTokenCount()), ModelWords.number(cacheRead),
                ModelWords.number(cacheWritten));
        ModelWords.usage(span, used, usage.totalTokenCount(), cacheRead, cacheWritten, costs);
    }

}
