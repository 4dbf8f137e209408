// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A span without its payloads: what a row of the timeline shows.
 *
 * @param id the span's id
 * @param parentId the span it ran inside of, or null for a root
 * @param name what ran
 * @param type the kind of work, or null
 * @param startTime when it began
 * @param endTime when it ended, or null while it runs
 * @param error the beginning of its error, or null
 * @param model the model it used, or null
 * @param service the service it ran in, or null
 * @param inputTokens tokens that went in, or null
 * @param outputTokens tokens that came out, or null
 * @param totalTokens the tokens it used, or null
 * @param cost dollars, or null
 * @param score a judgement, or null
 * @param feedback what people thought, from 0 to 1, or null
 * @param metricCount how many metrics it has
 * @param findingCount how many findings it has
 * @param events what happened while it ran
 */
public record SpanOutline(UUID id, @Nullable UUID parentId, String name, @Nullable String type, Instant startTime,
        @Nullable Instant endTime, @Nullable String error, @Nullable String model, @Nullable String service,
        @Nullable Long inputTokens, @Nullable Long outputTokens, @Nullable Long totalTokens, @Nullable Double cost,
        @Nullable Integer score, @Nullable Double feedback, long metricCount, int findingCount, List<Event> events) {

    /**
     * Something that happened while a span ran.
     *
     * @param name what happened
     * @param time when, as its client wrote it
     */
    public record Event(String name, String time) {
    }

}
