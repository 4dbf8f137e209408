// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import org.jspecify.annotations.Nullable;

/**
 * A person's judgement of a span; the last one given counts.
 *
 * @param score 0 (bad) to 1 (good)
 * @param comment why, or null
 */
public record Feedback(double score, @Nullable String comment) {
}
