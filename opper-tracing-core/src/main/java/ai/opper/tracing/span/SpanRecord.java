// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A span as it leaves the process. Everything in it is rendered, bounded and redacted.
 *
 * @param id the span's own id
 * @param traceId the id of its trace
 * @param parentId the span above it, {@code null} for a root
 * @param name a stable name
 * @param type the kind of work
 * @param startTime when it started, in microseconds
 * @param endTime when it ended; {@code null} while it runs
 * @param input what it was given
 * @param output what it gave back
 * @param error what went wrong
 * @param score a judgement of the whole step
 * @param sessionId the conversation it belongs to
 * @param userId the person it was done for
 * @param tags values to filter by: text, numbers and booleans
 * @param meta metadata, rendered as JSON
 * @param events what happened meanwhile, in order
 * @param findings judgements, in order
 * @param metrics numbers attached to it, in order
 */
public record SpanRecord(UUID id, UUID traceId, @Nullable UUID parentId, String name, String type, Instant startTime,
        @Nullable Instant endTime, @Nullable Payload input, @Nullable Payload output, @Nullable String error,
        @Nullable Integer score, @Nullable String sessionId, @Nullable String userId, Map<String, Object> tags,
        Map<String, Payload> meta, List<SpanEvent> events, List<Finding> findings, List<MetricRecord> metrics) {

    /**
     * With what the way to the destination remembers of a span, as seen in a heap of
     * them.
     */
    private static final int FIXED_BYTES = 800;

    private static final int ENTRY_BYTES = 80;

    private static final int BYTES_PER_CHARACTER = 2;

    /**
     * Whether the span starts a trace.
     * @return {@code true} without a parent
     */
    public boolean isRoot() {
        return this.parentId == null;
    }

    /**
     * The same as it looked before it ended, for a destination that is told of the end
     * later.
     * @return a record without an end, an output and an error
     */
    public SpanRecord whileRunning() {
        return new SpanRecord(this.id, this.traceId, this.parentId, this.name, this.type, this.startTime, null,
                this.input, null, null, null, this.sessionId, this.userId, this.tags, this.meta, this.events,
                this.findings, this.metrics);
    }

    /**
     * The same at the top of its trace, for a destination that does not know the span
     * above. Its id is kept as metadata.
     * @return a changed record
     */
    public SpanRecord withoutParent() {
        Map<String, Payload> changed = new LinkedHashMap<>(this.meta);
        changed.put("parent_span_id", Payload.of(("\"" + this.parentId + '"').getBytes(StandardCharsets.UTF_8)));
        return new SpanRecord(this.id, this.traceId, null, this.name, this.type, this.startTime, this.endTime,
                this.input, this.output, this.error, this.score, this.sessionId, this.userId, this.tags,
                Collections.unmodifiableMap(changed), this.events, this.findings, this.metrics);
    }

    /**
     * About how many bytes of memory the span takes while it waits, for bounding what
     * waits.
     * @return bytes, an estimate that is rather too high than too low
     */
    public int estimatedBytes() {
        int bytes = FIXED_BYTES + textBytes(this.name) + textBytes(this.type) + textBytes(this.error)
                + textBytes(this.sessionId) + textBytes(this.userId) + payloadBytes(this.input)
                + payloadBytes(this.output);
        for (Map.Entry<String, Object> tag : this.tags.entrySet()) {
            bytes += ENTRY_BYTES + textBytes(tag.getKey())
                    + ((tag.getValue() instanceof String text) ? textBytes(text) : 0);
        }
        for (Map.Entry<String, Payload> entry : this.meta.entrySet()) {
            bytes += ENTRY_BYTES + textBytes(entry.getKey()) + payloadBytes(entry.getValue());
        }
        for (SpanEvent event : this.events) {
            bytes += ENTRY_BYTES + textBytes(event.name());
            for (Map.Entry<String, Payload> entry : event.attributes().entrySet()) {
                bytes += ENTRY_BYTES + textBytes(entry.getKey()) + payloadBytes(entry.getValue());
            }
        }
        for (Finding finding : this.findings) {
            bytes += ENTRY_BYTES + textBytes(finding.name()) + textBytes(finding.comment())
                    + payloadBytes(finding.value());
        }
        for (MetricRecord metric : this.metrics) {
            bytes += ENTRY_BYTES + textBytes(metric.dimension()) + textBytes(metric.comment());
        }
        return bytes;
    }

    private static int textBytes(@Nullable String text) {
        return (text != null) ? BYTES_PER_CHARACTER * text.length() : 0;
    }

    private static int payloadBytes(@Nullable Payload payload) {
        return (payload != null) ? payload.size() : 0;
    }

}
