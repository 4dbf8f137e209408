// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;

/**
 * Writes spans as bytes and reads them, in the order of {@link SpanRecord}'s components.
 */
final class SpanCodec {

    private SpanCodec() {
    }

    static void write(SpanRecord span, EntryOutput output) {
        output.putUuid(span.id()).putUuid(span.traceId()).putNullableUuid(span.parentId());
        output.putText(span.name()).putText(span.type());
        output.putTime(span.startTime()).putNullableTime(span.endTime());
        output.putPayload(span.input()).putPayload(span.output()).putText(span.error());
        Integer score = span.score();
        output.putByte((score != null) ? 1 : 0).putInt((score != null) ? score : 0);
        output.putText(span.sessionId()).putText(span.userId());
        output.putInt(span.tags().size());
        span.tags().forEach((key, value) -> writeTag(key, value, output));
        writePayloads(span.meta(), output);
        output.putInt(span.events().size());
        span.events().forEach((event) -> {
            output.putText(event.name()).putTime(event.time());
            writePayloads(event.attributes(), output);
        });
        output.putInt(span.findings().size());
        span.findings()
            .forEach(
                    (finding) -> output.putText(finding.name()).putPayload(finding.value()).putText(finding.comment()));
        output.putInt(span.metrics().size());
        span.metrics().forEach((metric) -> write(metric, output));
    }

    static SpanRecord readSpan(EntryInput input) throws DamagedEntryException {
        UUID id = input.takeUuid();
        UUID traceId = input.takeUuid();
        UUID parentId = input.takeNullableUuid();
        String name = input.takeText();
        String type = input.takeText();
        Instant startTime = input.takeTime();
        Instant endTime = input.takeNullableTime();
        Payload given = input.takeNullablePayload();
        Payload returned = input.takeNullablePayload();
        String error = input.takeNullableText();
        Integer score = readScore(input);
        return new SpanRecord(id, traceId, parentId, name, type, startTime, endTime, given, returned, error, score,
                input.takeNullableText(), input.takeNullableText(), readTags(input), readPayloads(input),
                readEvents(input), readFindings(input), readMetrics(input));
    }

    static void write(MetricRecord metric, EntryOutput output) {
        output.putText(metric.dimension()).putDouble(metric.value()).putText(metric.comment());
    }

    static MetricRecord readMetric(EntryInput input) throws DamagedEntryException {
        return new MetricRecord(input.takeText(), input.takeDouble(), input.takeNullableText());
    }

    private static @Nullable Integer readScore(EntryInput input) throws DamagedEntryException {
        boolean present = input.takeByte() != 0;
        int score = input.takeInt();
        return present ? score : null;
    }

    private static void writeTag(String key, Object value, EntryOutput output) {
        output.putText(key);
        if (value instanceof Boolean flag) {
            output.putByte('B').putByte(flag ? 1 : 0);
        }
        else if (value instanceof Integer number) {
            output.putByte('I').putInt(number);
        }
        else if (value instanceof Long number) {
            output.putByte('L').putLong(number);
        }
        else if (value instanceof Double number) {
            output.putByte('D').putDouble(number);
        }
        else {
            output.putByte((value instanceof Number) ? 'N' : 'T').putText(value.toString());
        }
    }

    private static Map<String, Object> readTags(EntryInput input) throws DamagedEntryException {
        Map<String, Object> tags = new LinkedHashMap<>();
        for (int left = input.takeCount(); left > 0; left--) {
            tags.put(input.takeText(), readTagValue(input));
        }
        return Collections.unmodifiableMap(tags);
    }

    private static Object readTagValue(EntryInput input) throws DamagedEntryException {
        byte type = input.takeByte();
        return switch (type) {
            case 'B' -> input.takeByte() != 0;
            case 'I' -> input.takeInt();
            case 'L' -> input.takeLong();
            case 'D' -> input.takeDouble();
            case 'N' -> new BigDecimal(input.takeText());
            case 'T' -> input.takeText();
            default -> throw new DamagedEntryException("a tag of unknown type " + type);
        };
    }

    private static void writePayloads(Map<String, Payload> payloads, EntryOutput output) {
        output.putInt(payloads.size());
        payloads.forEach((key, value) -> output.putText(key).putPayload(value));
    }

    private static Map<String, Payload> readPayloads(EntryInput input) throws DamagedEntryException {
        Map<String, Payload> payloads = new LinkedHashMap<>();
        for (int left = input.takeCount(); left > 0; left--) {
            payloads.put(input.takeText(), input.takePayload());
        }
        return Collections.unmodifiableMap(payloads);
    }

    private static List<SpanEvent> readEvents(EntryInput input) throws DamagedEntryException {
        List<SpanEvent> events = new ArrayList<>();
        for (int left = input.takeCount(); left > 0; left--) {
            events.add(new SpanEvent(input.takeText(), input.takeTime(), readPayloads(input)));
        }
        return Collections.unmodifiableList(events);
    }

    private static List<Finding> readFindings(EntryInput input) throws DamagedEntryException {
        List<Finding> findings = new ArrayList<>();
        for (int left = input.takeCount(); left > 0; left--) {
            findings.add(new Finding(input.takeText(), input.takePayload(), input.takeNullableText()));
        }
        return Collections.unmodifiableList(findings);
    }

    private static List<MetricRecord> readMetrics(EntryInput input) throws DamagedEntryException {
        List<MetricRecord> metrics = new ArrayList<>();
        for (int left = input.takeCount(); left > 0; left--) {
            metrics.add(readMetric(input));
        }
        return Collections.unmodifiableList(metrics);
    }

}
