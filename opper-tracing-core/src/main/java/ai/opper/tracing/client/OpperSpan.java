// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A span as Opper has stored it.
 *
 * @param id its id
 * @param traceId the id of its trace
 * @param parentId the span above it, {@code null} for a root
 * @param name its name
 * @param type the kind of work
 * @param startTime when it started
 * @param endTime when it ended, {@code null} while it is open
 * @param input what it was given; what is no text is JSON
 * @param output what it gave back; what is no text is JSON
 * @param error what went wrong
 * @param meta metadata, {@code null} when there is none
 * @param tags tags, which version 2 of the API does not have
 * @param score a judgement of the whole step
 * @param feedback what was said about it with {@code feedback}, if asked for by id
 */
public record OpperSpan(UUID id, UUID traceId, @Nullable UUID parentId, String name, @Nullable String type,
        @Nullable Instant startTime, @Nullable Instant endTime, @Nullable String input, @Nullable String output,
        @Nullable String error, @Nullable Map<String, @Nullable Object> meta,
        @Nullable Map<String, @Nullable Object> tags, @Nullable Integer score, @Nullable Feedback feedback) {

    /**
     * What was said about a span.
     *
     * @param score from 0 to 1
     * @param comment a remark
     */
    public record Feedback(double score, @Nullable String comment) {
    }

}
