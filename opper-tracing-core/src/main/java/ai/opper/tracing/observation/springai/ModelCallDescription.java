// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import java.util.Objects;
import java.util.stream.Collectors;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

import ai.opper.tracing.Span;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.ai.ModelWords;
import ai.opper.tracing.observation.ai.StreamWatch;

/** Says on a span what a chat model was asked, and what it answered at which price. */
final class ModelCallDescription {

    private final boolean includeContent;

    private final CostEstimator costs;

    ModelCallDescription(boolean includeContent, CostEstimator costs) {
        this.includeContent = includeContent;
        this.costs = costs;
    }

    static String name(Prompt prompt) {
        return ModelWords.chat(requestedModel(prompt));
    }

    private static @Nullable String requestedModel(Prompt prompt) {
        ChatOptions options = prompt.getOptions();
        return (options != null) ? options.getModel() : null;
    }

    void started(Prompt prompt, boolean stream, Span span) {
        if (stream) {
            span.meta("stream", true);
        }
        ChatOptions options = prompt.getOptions();
        if (options != null) {
            ModelWords.requestedModel(span, options.getModel());
            ModelWords.meta(span, "temperature", options.getTemperature());
            ModelWords.meta(span, "top_p", options.getTopP());
            ModelWords.meta(span, "top_k", options.getTopK());
            ModelWords.meta(span, "max_output_tokens", options.getMaxTokens());
            ModelWords.meta(span, "frequency_penalty", options.getFrequencyPenalty());
            ModelWords.meta(span, "presence_penalty", options.getPresencePenalty());
        }
        if (this.includeContent) {
            span.input(MessageJson.prompt(prompt));
        }
    }

    void streamed(Observation.Context context, @Nullable ChatResponse response, Span span) {
        StreamWatch watch = Descriptions.above(context, StreamWatch.class);
        if (watch != null) {
            ModelWords.parts(span, watch);
        }
        if (response == null && watch != null && this.includeContent) {
            span.output(watch.text());
        }
        if (response == null && context.getError() == null) {
            span.meta("cancelled", true);
        }
    }

    void answered(Prompt prompt, @Nullable String provider, @Nullable ChatResponse response, Span span) {
        ModelWords.meta(span, "provider", provider);
        if (response == null) {
            return;
        }
        if (this.includeContent) {
            span.output(MessageJson.answer(response));
        }
        ChatResponseMetadata metadata = response.getMetadata();
        ModelWords.meta(span, "model", metadata.getModel());
        ModelWords.meta(span, "response_id", metadata.getId());
        ModelWords.meta(span, "finish_reason", finishReasons(response));
        String model = Descriptions.firstText(metadata.getModel(), requestedModel(prompt));
        Descriptions.usage(span, metadata.getUsage(), provider, model, this.costs);
    }

    private static String finishReasons(ChatResponse response) {
        return response.getResults()
            .stream()
            .map((result) -> result.getMetadata().getFinishReason())
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(","));
    }

}
