// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import org.jspecify.annotations.Nullable;

/**
 * What one call of a model has used. Numbers that the model did not tell are zero.
 *
 * @param provider who runs the model, such as {@code openai}, or {@code null}
 * @param model the model that answered, else the one that was asked for, or {@code null}
 * @param inputTokens tokens that were sent
 * @param outputTokens tokens that were generated
 * @param cacheReadTokens tokens that were found in the provider's cache
 * @param cacheWriteTokens tokens that were put into it
 */
public record ModelUsage(@Nullable String provider, @Nullable String model, long inputTokens, long outputTokens,
        long cacheReadTokens, long cacheWriteTokens) {
}
