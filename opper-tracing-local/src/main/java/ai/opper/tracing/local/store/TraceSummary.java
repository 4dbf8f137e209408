// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A trace as a line of a list.
 *
 * @param id the trace's id
 * @param rootId the earliest root span
 * @param name that span's name
 * @param type that span's type, or null
 * @param startTime when that span began
 * @param endTime when the last span ended, or null while a root runs
 * @param durationUs microseconds between, or null while a root runs
 * @param status how the trace is doing
 * @param error the beginning of the root's error or of another's, or null
 * @param spanCount how many spans it has
 * @param errorCount how many of them have an error
 * @param types how many spans of each type it has; those without one have ""
 * @param inputTokens sum of input tokens, or null
 * @param outputTokens sum of output tokens, or null
 * @param totalTokens sum of tokens, or null
 * @param cost dollars in all, or null
 * @param inputPreview beginning of what went in, or null
 * @param outputPreview beginning of what came out, or null
 * @param tags the tags of its spans, the root's first
 * @param session the session, or null
 * @param user the user, or null
 * @param services the services it ran through
 * @param models the models it used
 * @param score the root's score, or null
 * @param feedback the root's feedback from 0 to 1, or null
 * @param metrics the mean of each dimension
 */
public record TraceSummary(UUID id, UUID rootId, String name, @Nullable String type, Instant startTime,
        @Nullable Instant endTime, @Nullable Long durationUs, TraceStatus status, @Nullable String error,
        long spanCount, long errorCount, Map<String, Long> types, @Nullable Long inputTokens,
        @Nullable Long outputTokens, @Nullable Long totalTokens, @Nullable Double cost, @Nullable String inputPreview,
        @Nullable String outputPreview, Map<String, String> tags, @Nullable String session, @Nullable String user,
        Collection<String> services, Collection<String> models, @Nullable Integer score, @Nullable Double feedback,
        Map<String, Double> metrics) {

    /**
     * Milliseconds from start to end.
     * @return whole milliseconds, or null while the trace runs
     */
    public @Nullable Long durationMs() {
        return Durations.millis(this.startTime, this.endTime);
    }

}
