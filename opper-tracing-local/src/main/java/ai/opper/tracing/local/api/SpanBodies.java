// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import ai.opper.tracing.local.http.Fields;
import ai.opper.tracing.local.store.Ids;
import ai.opper.tracing.local.store.Span;
import ai.opper.tracing.local.store.SpanDraft;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies that create and change spans. */
final class SpanBodies {

    private static final Set<String> CREATE = Set.of("id", "trace_id", "parent_id", "name", "start_time", "end_time",
            "type", "input", "output", "error", "meta", "score");

    private static final Set<String> UPDATE = Set.of("name", "start_time", "end_time", "type", "input", "output",
            "error", "meta", "score");

    private final Clock clock;

    SpanBodies(Clock clock) {
        this.clock = clock;
    }

    /** Without a start time the span begins now; without an id it gets one. */
    SpanDraft create(ObjectNode body) {
        Fields fields = new Fields(body, CREATE);
        UUID traceId = fields.uuid("trace_id");
        UUID id = Objects.requireNonNullElseGet(fields.uuid("id"), Ids::next);
        Instant end = fields.time("end_time");
        Span span = new Span(id, (traceId != null) ? traceId : Ids.next(), fields.uuid("parent_id"),
                fields.requiredText("name"), fields.text("type"), start(fields, end), end, fields.payload("input"),
                fields.payload("output"), fields.text("error"), fields.object("meta"), fields.integer("score"));
        if (id.equals(span.parentId())) {
            fields.refuse("parent_id", "must be another span");
        }
        checkOrder(fields, span);
        return new SpanDraft(span, traceId);
    }

    /** Only what is given changes; meta is replaced as a whole. */
    UnaryOperator<Span> update(ObjectNode body) {
        Fields fields = new Fields(body, UPDATE);
        String name = fields.filledText("name");
        String type = fields.text("type");
        Instant start = fields.time("start_time");
        Instant end = fields.time("end_time");
        String input = fields.text("input");
        String output = fields.text("output");
        String error = fields.text("error");
        ObjectNode meta = fields.object("meta");
        Integer score = fields.integer("score");
        fields.check();
        return (span) -> {
            Span changed = new Span(span.id(), span.traceId(), span.parentId(), or(name, span.name()),
                    orNull(type, span.type()), or(start, span.startTime()), orNull(end, span.endTime()),
                    orNull(input, span.input()), orNull(output, span.output()), orNull(error, span.error()),
                    orNull(meta, span.meta()), orNull(score, span.score()));
            checkOrder(fields, changed);
            return changed;
        };
    }

    private Instant start(Fields fields, @Nullable Instant end) {
        Instant start = fields.time("start_time");
        if (start != null || fields.given("start_time")) {
            return (start != null) ? start : Instant.EPOCH;
        }
        Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
        return (end != null && end.isBefore(now)) ? end : now;
    }

    private static void checkOrder(Fields fields, Span span) {
        Instant end = span.endTime();
        if (end != null && end.isBefore(span.startTime())) {
            fields.refuse("end_time", "must not be before start_time");
        }
        fields.check();
    }

    private static <T> T or(@Nullable T given, T stored) {
        return (given != null) ? given : stored;
    }

    private static <T> @Nullable T orNull(@Nullable T given, @Nullable T stored) {
        return (given != null) ? given : stored;
    }

}
