// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One example of a dataset, copied from a span.
 *
 * @param id the entry's id
 * @param datasetId the dataset it belongs to
 * @param spanId the span it was copied from, which may be gone by now
 * @param input the span's input, or null
 * @param output the span's output, or null
 * @param expected what should have come out: the output of a span whose feedback was
 * good, or null
 * @param comment the comment of the span's feedback, or null
 * @param createdAt when it was saved first
 */
public record DatasetEntry(UUID id, UUID datasetId, UUID spanId, @Nullable String input, @Nullable String output,
        @Nullable String expected, @Nullable String comment, Instant createdAt) {
}
