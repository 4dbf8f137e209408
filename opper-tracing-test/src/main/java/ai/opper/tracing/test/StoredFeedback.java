// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Feedback about a span as the API keeps it.
 *
 * @param spanId the span
 * @param score from 0 to 1
 * @param comment a remark for the reader
 * @param savedToDataset whether the span became an example as well
 */
public record StoredFeedback(UUID spanId, double score, @Nullable String comment, boolean savedToDataset) {

}
