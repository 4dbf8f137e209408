// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A trace as a line of a list.
 *
 * @param id the trace's id
 * @param rootId its first root span
 * @param name that root span's name
 * @param startTime when that root span began
 * @param endTime when its latest span ended, or null while a root span runs
 * @param status how it stands
 * @param inputPreview the beginning of the root's input, or null
 * @param spanCount how many spans it has
 * @param errorCount how many of them have an error
 * @param totalTokens the tokens of all spans, or null when none named any
 * @param types how many spans there are of each type; untyped ones under ""
 */
public record TraceSummary(UUID id, UUID rootId, String name, Instant startTime, @Nullable Instant endTime,
        TraceStatus status, @Nullable String inputPreview, long spanCount, long errorCount, @Nullable Long totalTokens,
        Map<String, Long> types) {

    /**
     * Milliseconds from start to end.
     * @return whole milliseconds, or null while the trace runs
     */
    public @Nullable Long durationMs() {
        return Durations.millis(this.startTime, this.endTime);
    }

}
