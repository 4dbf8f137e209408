// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/**
 * A span as the API keeps it. Immutable: it shows the moment it was asked for.
 *
 * @param id the span's id, made by the API in version 3
 * @param traceId the id of its trace
 * @param parentId the span above it, {@code null} for a root
 * @param name its name
 * @param type the kind of work
 * @param startTime when it started
 * @param endTime when it ended, {@code null} while it is open
 * @param input what it was given: text as it is, anything else as JSON text
 * @param output what it gave back: text as it is, anything else as JSON text
 * @param error what went wrong
 * @param meta its metadata, a missing node when there is none
 * @param tags its tags, a missing node when there are none or the version has none
 * @param score a judgement of the whole step
 * @param metrics the numbers attached to it, in the order of their arrival
 */
public record StoredSpan(UUID id, UUID traceId, @Nullable UUID parentId, String name, @Nullable String type,
        @Nullable Instant startTime, @Nullable Instant endTime, @Nullable String input, @Nullable String output,
        @Nullable String error, JsonNode meta, JsonNode tags, @Nullable Integer score, List<StoredMetric> metrics) {

    StoredSpan with(StoredMetric metric) {
        return withOnly(Stream.concat(this.metrics.stream(), Stream.of(metric)).toList());
    }

    StoredSpan withOnly(List<StoredMetric> metrics) {
        return new StoredSpan(this.id, this.traceId, this.parentId, this.name, this.type, this.startTime, this.endTime,
                this.input, this.output, this.error, this.meta, this.tags, this.score, metrics);
    }

    /**
     * The id that the client gave the span. In version 2 the API takes it over; in
     * version 3 it makes one of its own, and the client's is in the metadata.
     * @return {@code meta.client_span_id}, or {@link #id()} where there is none
     */
    public UUID clientId() {
        JsonNode clientId = this.meta.path("client_span_id");
        return clientId.isString() ? UUID.fromString(clientId.stringValue()) : this.id;
    }

}
