// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;

/**
 * Version 2: the client makes the ids, one complete POST makes a span, a PATCH completes
 * one that was posted while it ran. There are no tags, events or findings in this
 * version, so they travel in {@code meta}.
 */
final class OpperV2Dialect implements OpperDialect {

    private static final int FIRST_SIZE = 512;

    /** RFC 3339 in UTC, always with microseconds. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private final JsonFactory json = new JsonFactory();

    @Override
    public Message message(ExportRequest request) {
        if (request instanceof ExportRequest.Create create) {
            return new Message(HttpMethod.POST, "/v2/spans", body((out) -> writeNew(out, create.span())));
        }
        if (request instanceof ExportRequest.Complete complete) {
            SpanRecord span = complete.span();
            return new Message(HttpMethod.PATCH, "/v2/spans/" + span.id(), body((out) -> writeChange(out, span)));
        }
        ExportRequest.AddMetric metric = (ExportRequest.AddMetric) request;
        return new Message(HttpMethod.POST, "/v2/spans/" + metric.spanId() + "/metrics",
                body((out) -> writeMetric(out, metric.metric())));
    }

    private byte[] body(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_SIZE);
        try (JsonGenerator generator = this.json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            generator.writeStartObject();
            content.writeTo(generator);
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeNew(JsonGenerator out, SpanRecord span) {
        write(out, "id", span.id());
        write(out, "trace_id", span.traceId());
        write(out, "parent_id", span.parentId());
        writeCommon(out, span);
        writePayload(out, "input", span.input());
        writePayload(out, "output", span.output());
    }

    /** A change takes input and output as texts only. */
    private static void writeChange(JsonGenerator out, SpanRecord span) {
        writeCommon(out, span);
        writeText(out, "input", span.input());
        writeText(out, "output", span.output());
    }

    private static void writeCommon(JsonGenerator out, SpanRecord span) {
        write(out, "name", span.name());
        write(out, "type", span.type());
        write(out, "start_time", span.startTime());
        write(out, "end_time", span.endTime());
        write(out, "error", span.error());
        Integer score = span.score();
        if (score != null) {
            out.writeNumberProperty("score", score);
        }
        writeMeta(out, span);
    }

    private static void writeMeta(JsonGenerator out, SpanRecord span) {
        out.writeObjectPropertyStart("meta");
        for (Map.Entry<String, Payload> entry : span.meta().entrySet()) {
            writePayload(out, Meta.keyFor(entry.getKey()), entry.getValue());
        }
        write(out, Meta.SESSION_ID, span.sessionId());
        write(out, Meta.USER_ID, span.userId());
        writeTags(out, span.tags());
        writeEvents(out, span);
        writeFindings(out, span);
        out.writeEndObject();
    }

    private static void writeTags(JsonGenerator out, Map<String, Object> tags) {
        if (tags.isEmpty()) {
            return;
        }
        out.writeObjectPropertyStart(Meta.TAGS);
        for (Map.Entry<String, Object> tag : tags.entrySet()) {
            out.writeName(WellFormed.text(tag.getKey()));
            writeTag(out, tag.getValue());
        }
        out.writeEndObject();
    }

    private static void writeTag(JsonGenerator out, Object value) {
        if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        }
        else if (value instanceof Number && WellFormed.isNumber(value.toString())) {
            out.writeNumber(value.toString());
        }
        else {
            out.writeString(WellFormed.text(value.toString()));
        }
    }

    private static void writeEvents(JsonGenerator out, SpanRecord span) {
        if (span.events().isEmpty()) {
            return;
        }
        out.writeArrayPropertyStart(Meta.EVENTS);
        for (SpanEvent event : span.events()) {
            out.writeStartObject();
            write(out, "name", event.name());
            write(out, "time", event.time());
            out.writeObjectPropertyStart("attributes");
            event.attributes().forEach((key, value) -> writePayload(out, key, value));
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeFindings(JsonGenerator out, SpanRecord span) {
        if (span.findings().isEmpty()) {
            return;
        }
        out.writeArrayPropertyStart(Meta.FINDINGS);
        for (Finding finding : span.findings()) {
            out.writeStartObject();
            write(out, "name", finding.name());
            writePayload(out, "value", finding.value());
            write(out, "comment", finding.comment());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeMetric(JsonGenerator out, MetricRecord metric) {
        write(out, "dimension", metric.dimension());
        out.writeNumberProperty("value", metric.value());
        write(out, "comment", metric.comment());
    }

    private static void write(JsonGenerator out, String name, @Nullable UUID value) {
        write(out, name, (value != null) ? value.toString() : null);
    }

    private static void write(JsonGenerator out, String name, @Nullable Instant value) {
        write(out, name, (value != null) ? TIME.format(value) : null);
    }

    private static void write(JsonGenerator out, String name, @Nullable String value) {
        if (value != null) {
            out.writeStringProperty(name, WellFormed.text(value));
        }
    }

    private static void writeText(JsonGenerator out, String name, @Nullable Payload payload) {
        write(out, name, (payload != null) ? payload.text() : null);
    }

    private static void writePayload(JsonGenerator out, String name, @Nullable Payload payload) {
        if (payload != null) {
            out.writeName(WellFormed.text(name));
            out.writeRawValue(new String(payload.bytes(), StandardCharsets.UTF_8));
        }
    }

    /** Writes the properties of a body. */
    @FunctionalInterface
    private interface Content {

        void writeTo(JsonGenerator out);

    }

}
