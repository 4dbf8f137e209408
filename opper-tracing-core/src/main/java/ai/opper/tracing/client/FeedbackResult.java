// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What became of feedback.
 *
 * @param spanId the span
 * @param score the score that was given
 * @param exampleSaved whether the span is in the dataset now
 * @param comment the remark that was given
 */
public record FeedbackResult(UUID spanId, double score, boolean exampleSaved, @Nullable String comment) {
}
