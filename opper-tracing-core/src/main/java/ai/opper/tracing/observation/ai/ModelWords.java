// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.ai;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import ai.opper.tracing.Span;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.ModelUsage;

/** What spans of all kinds of models say in the same words. */
public final class ModelWords {

    private ModelWords() {
    }

    /**
     * Names the span of a call.
     * @param model the model that is asked for, if that is said
     * @return a stable name
     */
    public static String chat(@Nullable String model) {
        return StringUtils.hasText(model) ? "chat " + model : "chat";
    }

    /**
     * Sets metadata, unless there is nothing to say.
     * @param span the span
     * @param key the name
     * @param value the value; {@code null} and empty text are left out
     */
    public static void meta(Span span, String key, @Nullable Object value) {
        if (value != null && !"".equals(value)) {
            span.meta(key, value);
        }
    }

    /**
     * Names the model that is asked for, which need not be the one that answers.
     * @param span the span
     * @param model its name
     */
    public static void requestedModel(Span span, @Nullable String model) {
        meta(span, "requested_model", model);
        meta(span, "model", model);
    }

    /**
     * Says what a call has used, and what it costs.
     * @param span the span
     * @param used tokens
     * @param totalTokens all tokens, as the model counts them
     * @param cacheReadTokens tokens from the provider's cache, where the model tells
     * @param cacheWriteTokens tokens put into it, where the model tells
     * @param costs knows what a call costs
     */
    public static void usage(Span span, ModelUsage used, Number totalTokens, @Nullable Number cacheReadTokens,
            @Nullable Number cacheWriteTokens, CostEstimator costs) {
        span.meta("input_tokens", used.inputTokens());
        span.meta("output_tokens", used.outputTokens());
        span.meta("total_tokens", totalTokens);
        meta(span, "cache_read_tokens", cacheReadTokens);
        meta(span, "cache_write_tokens", cacheWriteTokens);
        costs.estimate(used).ifPresent((cost) -> span.meta("estimated_cost", cost));
    }

    /**
     * Says how the parts of an answer came.
     * @param span the span
     * @param watch what has seen them
     */
    public static void parts(Span span, StreamWatch watch) {
        meta(span, "time_to_first_token_ms", watch.millisToFirstToken());
        span.meta("element_count", watch.parts());
    }

    /**
     * A number that a model may not have told.
     * @param number the number
     * @return zero for {@code null}
     */
    public static long number(@Nullable Number number) {
        return (number != null) ? number.longValue() : 0;
    }

}
