// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One recorded step as it is stored. Times are cut to microseconds; {@code input} and
 * {@code output} are text whatever the client sent.
 *
 * @param id the span's id
 * @param traceId the id of the trace it belongs to
 * @param parentId the span it ran inside of, or null for a root
 * @param name what ran
 * @param type the kind of work, a free word, or null
 * @param startTime when it began
 * @param endTime when it ended, or null while it runs
 * @param input what went in, or null
 * @param output what came out, or null
 * @param error what went wrong, or null
 * @param meta anything else the client knows, or null
 * @param score a judgement, or null
 */
public record Span(UUID id, UUID traceId, @Nullable UUID parentId, String name, @Nullable String type,
        Instant startTime, @Nullable Instant endTime, @Nullable String input, @Nullable String output,
        @Nullable String error, @Nullable ObjectNode meta, @Nullable Integer score) {

    /**
     * Milliseconds from start to end.
     * @return whole milliseconds, or null while the span runs
     */
    public @Nullable Long durationMs() {
        return Durations.millis(this.startTime, this.endTime);
    }

    /**
     * The tokens that the span's meta names: {@code total_tokens}, or input and output
     * tokens together.
     * @return the tokens, or null when it names none
     */
    public @Nullable Long totalTokens() {
        return Numbers.of(this.meta).totalTokens();
    }

    Span inTrace(UUID trace) {
        return new Span(this.id, trace, this.parentId, this.name, this.type, this.startTime, this.endTime, this.input,
                this.output, this.error, this.meta, this.score);
    }

}
