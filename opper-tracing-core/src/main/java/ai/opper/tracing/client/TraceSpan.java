// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A span as part of a trace.
 *
 * @param id its id
 * @param name its name
 * @param startTime when it started
 * @param endTime when it ended, {@code null} while it is open
 * @param durationMs how long it took, if the API tells
 * @param type the kind of work
 * @param parentId the span above it, {@code null} for a root
 * @param error what went wrong
 * @param meta metadata, {@code null} when there is none
 * @param score a judgement of the whole step
 * @param data inputs, outputs and what models used, {@code null} when there is none
 * @param metrics metrics, {@code null} when there are none
 */
public record TraceSpan(UUID id, String name, @Nullable Instant startTime, @Nullable Instant endTime,
        @Nullable Long durationMs, @Nullable String type, @Nullable UUID parentId, @Nullable String error,
        @Nullable Map<String, @Nullable Object> meta, @Nullable Integer score, @Nullable Content data,
        @Nullable List<OpperMetric> metrics) {

    /**
     * How long the span took.
     * @return what the API tells, else the time between start and end; {@code null} for
     * an open span
     */
    public @Nullable Duration duration() {
        if (this.durationMs != null) {
            return Duration.ofMillis(this.durationMs);
        }
        return (this.startTime != null && this.endTime != null) ? Duration.between(this.startTime, this.endTime) : null;
    }

    /**
     * The tokens that a model used.
     * @return what the API tells, else what the metadata do; {@code null} when neither
     * does
     */
    public @Nullable Long totalTokens() {
        if (this.data != null && this.data.totalTokens() != null) {
            return this.data.totalTokens();
        }
        return (meta("total_tokens") instanceof Number tokens) ? tokens.longValue() : null;
    }

    /**
     * The model that answered.
     * @return what the API tells, else what the metadata do; {@code null} when neither
     * does
     */
    public @Nullable String model() {
        if (this.data != null && this.data.model() != null) {
            return this.data.model();
        }
        return (meta("model") instanceof String model) ? model : null;
    }

    /** Version 3 of the API tells the metrics beside the spans. */
    TraceSpan with(List<OpperMetric> metrics) {
        return new TraceSpan(this.id, this.name, this.startTime, this.endTime, this.durationMs, this.type,
                this.parentId, this.error, this.meta, this.score, this.data, metrics);
    }

    private @Nullable Object meta(String key) {
        return (this.meta != null) ? this.meta.get(key) : null;
    }

    /**
     * What a span was given and gave back.
     *
     * @param input what it was given; what is no text is JSON
     * @param output what it gave back; what is no text is JSON
     * @param totalTokens the tokens that a model used
     * @param model the model
     * @param instructions what a function was told
     * @param function the function
     * @param tags its tags
     * @param score a judgement
     * @param generationId the id of the generation
     * @param observations remarks of Opper's
     */
    public record Content(@Nullable String input, @Nullable String output, @Nullable Long totalTokens,
            @Nullable String model, @Nullable String instructions, @Nullable String function,
            @Nullable List<String> tags, @Nullable Double score, @Nullable String generationId,
            @Nullable Object observations) {
    }

}
