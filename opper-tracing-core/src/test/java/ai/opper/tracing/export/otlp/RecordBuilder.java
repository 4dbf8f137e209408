// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import ai.opper.tracing.export.BatchItem;
import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;

/** Makes finished spans for tests. */
final class RecordBuilder {

    static final Instant START = Instant.parse("2026-11-21T10:00:00.000001Z");

    private final String name;

    private final String type;

    private UUID traceId = UuidV7.next();

    private UUID parentId;

    private Payload input;

    private Payload output;

    private String error;

    private Integer score;

    private String sessionId;

    private String userId;

    private final Map<String, Object> tags = new LinkedHashMap<>();

    private final Map<String, Payload> meta = new LinkedHashMap<>();

    private final List<SpanEvent> events = new ArrayList<>();

    private final List<Finding> findings = new ArrayList<>();

    private final List<MetricRecord> metrics = new ArrayList<>();

    private RecordBuilder(String name, String type) {
        this.name = name;
        this.type = type;
    }

    static RecordBuilder span(String name, String type) {
        return new RecordBuilder(name, type);
    }

    static Payload json(String json) {
        return Payload.of(json.getBytes(StandardCharsets.UTF_8));
    }

    RecordBuilder below(SpanRecord parent) {
        this.traceId = parent.traceId();
        this.parentId = parent.id();
        return this;
    }

    RecordBuilder input(String json) {
        this.input = json(json);
        return this;
    }

    RecordBuilder output(String json) {
        this.output = json(json);
        return this;
    }

    RecordBuilder error(String error) {
        this.error = error;
        return this;
    }

    RecordBuilder score(int score) {
        this.score = score;
        return this;
    }

    RecordBuilder session(String session, String user) {
        this.sessionId = session;
        this.userId = user;
        return this;
    }

    RecordBuilder tag(String key, Object value) {
        this.tags.put(key, value);
        return this;
    }

    RecordBuilder meta(String key, String json) {
        this.meta.put(key, json(json));
        return this;
    }

    RecordBuilder event(String event, Map<String, Payload> attributes) {
        this.events.add(new SpanEvent(event, START.plusMillis(1), attributes));
        return this;
    }

    RecordBuilder finding(String finding, String json, String comment) {
        this.findings.add(new Finding(finding, json(json), comment));
        return this;
    }

    RecordBuilder metric(String dimension, double value, String comment) {
        this.metrics.add(new MetricRecord(dimension, value, comment));
        return this;
    }

    SpanRecord record() {
        return new SpanRecord(UuidV7.next(), this.traceId, this.parentId, this.name, this.type, START,
                START.plusMillis(5), this.input, this.output, this.error, this.score, this.sessionId, this.userId,
                this.tags, this.meta, this.events, this.findings, this.metrics);
    }

    BatchItem item() {
        return new BatchItem.Finished(record());
    }

}
