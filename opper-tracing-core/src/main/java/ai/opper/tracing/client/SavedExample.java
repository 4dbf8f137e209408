// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a dataset that was made of a span.
 *
 * @param datasetId the dataset
 * @param datasetEntryId the entry
 * @param input what the step was given
 * @param output what it gave back
 * @param expected what it should have given back
 * @param comment a remark
 */
public record SavedExample(UUID datasetId, UUID datasetEntryId, @Nullable Object input, @Nullable Object output,
        @Nullable Object expected, @Nullable String comment) {
}
