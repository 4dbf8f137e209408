// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A trace in a list of traces.
 *
 * @param id its id
 * @param name the name of its root
 * @param status how it went, in the API's words
 * @param startTime when it started
 * @param endTime when it ended
 * @param durationMs how long it took
 * @param input what its root was given
 * @param output what its root gave back
 * @param totalTokens the tokens of all models
 * @param spanCount how many spans it has, which version 2 of the API does not tell
 */
public record TraceSummary(UUID id, @Nullable String name, @Nullable String status, @Nullable Instant startTime,
        @Nullable Instant endTime, @Nullable Long durationMs, @Nullable String input, @Nullable String output,
        @Nullable Long totalTokens, @Nullable Integer spanCount) {
}
