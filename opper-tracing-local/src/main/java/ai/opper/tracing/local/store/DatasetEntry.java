// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An example of what went in, what came out and what should have.
 *
 * @param id the entry's id
 * @param datasetId the dataset it belongs to
 * @param spanId the span it was copied from, or null
 * @param spanName the span's name, or null
 * @param input the input, or null
 * @param output the output, or null
 * @param expected the right output, or null when nobody knows
 * @param comment why, or null
 * @param createdAt when it was saved first
 */
public record DatasetEntry(UUID id, UUID datasetId, @Nullable UUID spanId, @Nullable String spanName,
        @Nullable String input, @Nullable String output, @Nullable String expected, @Nullable String comment,
        Instant createdAt) {
}
