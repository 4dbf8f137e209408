// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.util.StringUtils;

import ai.opper.tracing.Span;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.ModelUsage;

/** What spans of all kinds of models say in the same words. */
final class Descriptions {

    private Descriptions() {
    }

    static void meta(Span span, String key, @Nullable Object value) {
        if (value != null && !"".equals(value)) {
            span.meta(key, value);
        }
    }

    /** The model that is asked for, which need not be the one that answers. */
    static void requestedModel(Span span, @Nullable String model) {
        meta(span, "requested_model", model);
        meta(span, "model", model);
    }

    /** Says nothing where the model has not told. */
    static void usage(Span span, @Nullable Usage usage, @Nullable String provider, @Nullable String model,
            CostEstimator costs) {
        if (usage == null || usage.getTotalTokens() == 0) {
            return;
        }
        ModelUsage used = used(usage, provider, model);
        span.meta("input_tokens", used.inputTokens());
        span.meta("output_tokens", used.outputTokens());
        span.meta("total_tokens", usage.getTotalTokens());
        meta(span, "cache_read_tokens", usage.getCacheReadInputTokens());
        meta(span, "cache_write_tokens", usage.getCacheWriteInputTokens());
        costs.estimate(used).ifPresent((cost) -> span.meta("estimated_cost", cost));
    }

    private static ModelUsage used(Usage usage, @Nullable String provider, @Nullable String model) {
        return new ModelUsage(provider, model, number(usage.getPromptTokens()), number(usage.getCompletionTokens()),
                number(usage.getCacheReadInputTokens()), number(usage.getCacheWriteInputTokens()));
    }

    private static long number(@Nullable Number number) {
        return (number != null) ? number.longValue() : 0;
    }

    /** What the nearest observation above has of a kind, if any has. */
    static <T> @Nullable T above(Observation.Context context, Class<T> kind) {
        ObservationView above = context.getParentObservation();
        while (above != null) {
            T found = above.getContextView().get(kind);
            if (found != null) {
                return found;
            }
            above = above.getContextView().getParentObservation();
        }
        return null;
    }

    static @Nullable String firstText(@Nullable String preferred, @Nullable String other) {
        return StringUtils.hasText(preferred) ? preferred : other;
    }

}
