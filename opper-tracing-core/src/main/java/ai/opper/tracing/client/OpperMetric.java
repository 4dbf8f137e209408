// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A metric as Opper has stored it.
 *
 * @param id its id, {@code null} where the API does not tell
 * @param spanId its span, {@code null} where the answer is about one span anyway
 * @param dimension its name
 * @param value its value
 * @param comment a remark
 * @param createdAt when it was stored
 */
public record OpperMetric(@Nullable UUID id, @Nullable UUID spanId, String dimension, double value,
        @Nullable String comment, @Nullable Instant createdAt) {
}
