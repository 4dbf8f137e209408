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
import ai.opper.tracing.observation.ai.ModelWords;

/** What Spring AI tells of models of all kinds. */
final class Descriptions {

    private Descriptions() {
    }

    /** Says nothing where the model has not told. */
    static void usage(Span span, @Nullable Usage usage, @Nullable String provider, @Nullable String model,
            CostEstimator costs) {
        if (usage == null || usage.getTotalTokens() == 0) {
            return;
        }
        ModelWords.usage(span, used(usage, provider, model), usage.getTotalTokens(), usage.getCacheReadInputTokens(),
                usage.getCacheWriteInputTokens(), costs);
    }

    private static ModelUsage used(Usage usage, @Nullable String provider, @Nullable String model) {
        return new ModelUsage(provider, model, ModelWords.number(usage.getPromptTokens()),
                ModelWords.number(usage.getCompletionTokens()), ModelWords.number(usage.getCacheReadInputTokens()),
                ModelWords.number(usage.getCacheWriteInputTokens()));
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
