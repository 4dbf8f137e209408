// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import ai.opper.tracing.local.http.Fields;
import ai.opper.tracing.local.store.Ids;
import ai.opper.tracing.local.store.Span;
import ai.opper.tracing.local.store.SpanDraft;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies of version 3 that create and change spans. */
final class V3Bodies {

    private static final String TAGS = "tags";

    private static final Set<String> CREATE = Set.of("name", "trace_id", "parent_id", "type", "input", "output",
            "error", "start_time", "end_time", "meta", "metadata", TAGS);

    private static final Set<String> UPDATE = Set.of("output", "error", "end_time", "meta", "metadata", TAGS);

    private final Clock clock;

    V3Bodies(Clock clock) {
        this.clock = clock;
    }

    SpanDraft create(ObjectNode body) {
        Fields fields = new Fields(body, CREATE);
        UUID traceId = fields.uuid("trace_id");
        Instant end = fields.time("end_time");
        Instant start = fields.time("start_time");
        Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant begin = (start != null) ? start : (end != null && end.isBefore(now)) ? end : now;
        Span span = new Span(Ids.next(), (traceId != null) ? traceId : Ids.next(), fields.uuid("parent_id"),
                fields.requiredText("name"), fields.text("type"), begin, end, fields.text("input"),
                fields.text("output"), fields.text("error"), meta(fields, null), null);
        if (end != null && end.isBefore(begin)) {
            fields.refuse("end_time", "must not be before start_time");
        }
        fields.check();
        return new SpanDraft(span, traceId);
    }

    UnaryOperator<Span> update(ObjectNode body) {
        Fields fields = new Fields(body, UPDATE);
        String output = fields.text("output");
        String error = fields.text("error");
        Instant end = fields.time("end_time");
        meta(fields, null);
        fields.check();
        return (span) -> {
            if (end != null && end.isBefore(span.startTime())) {
                fields.refuse("end_time", "must not be before start_time");
                fields.check();
            }
            return new Span(span.id(), span.traceId(), span.parentId(), span.name(), span.type(), span.startTime(),
                    (end != null) ? end : span.endTime(), span.input(), (output != null) ? output : span.output(),
                    (error != null) ? error : span.error(), meta(fields, span.meta()), span.score());
        };
    }

    // Tags are kept in meta, as version 2 has them; each of the two is replaced as a
    // whole.
    private static @Nullable ObjectNode meta(Fields fields, @Nullable ObjectNode stored) {
        ObjectNode meta = fields.object("meta");
        ObjectNode metadata = fields.object("metadata");
        ObjectNode tags = fields.object(TAGS);
        if (meta == null && metadata == null && tags == null) {
            return stored;
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        if (meta == null && metadata == null && stored != null) {
            all.setAll(stored);
        }
        if (metadata != null) {
            all.setAll(metadata);
        }
        if (meta != null) {
            all.setAll(meta);
        }
        if (tags != null) {
            all.set(TAGS, tags);
        }
        else if (stored != null && stored.has(TAGS) && !all.has(TAGS)) {
            all.set(TAGS, stored.get(TAGS));
        }
        return all;
    }

}
