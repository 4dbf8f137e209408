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
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;

/** Writes the parts of a body that all versions of the API have in common. */
final class BodyJson {

    private static final int FIRST_SIZE = 512;

    /** RFC 3339 in UTC, always with microseconds. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private static final JsonFactory JSON = new JsonFactory();

    private BodyJson() {
    }

    static byte[] body(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_SIZE);
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            generator.writeStartObject();
            content.writeTo(generator);
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** What no version has a field for. */
    static void writeContext(JsonGenerator out, SpanRecord span) {
        write(out, Meta.SESSION_ID, span.sessionId());
        write(out, Meta.USER_ID, span.userId());
        writeEvents(out, span);
        writeFindings(out, span);
    }

    static void writeTags(JsonGenerator out, Map<String, Object> tags) {
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

    static void writeMetric(JsonGenerator out, MetricRecord metric) {
        write(out, "dimension", metric.dimension());
        out.writeNumberProperty("value", metric.value());
        write(out, "comment", metric.comment());
    }

    static void write(JsonGenerator out, String name, @Nullable UUID value) {
        write(out, name, (value != null) ? value.toString() : null);
    }

    static void write(JsonGenerator out, String name, @Nullable Instant value) {
        write(out, name, (value != null) ? TIME.format(value) : null);
    }

    static void write(JsonGenerator out, String name, @Nullable String value) {
        if (value != null) {
            out.writeStringProperty(name, WellFormed.text(value));
        }
    }

    static void writeText(JsonGenerator out, String name, @Nullable Payload payload) {
        write(out, name, (payload != null) ? payload.text() : null);
    }

    static void writePayload(JsonGenerator out, String name, @Nullable Payload payload) {
        if (payload != null) {
            out.writeName(WellFormed.text(name));
            out.writeRawValue(new String(payload.bytes(), StandardCharsets.UTF_8));
        }
    }

    /** Writes the properties of a body. */
    @FunctionalInterface
    interface Content {

        void writeTo(JsonGenerator out);

    }

}
