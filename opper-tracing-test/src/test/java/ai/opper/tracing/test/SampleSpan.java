// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;

/** A span that a test fills in and ends; starts at a millisecond of its own. */
final class SampleSpan extends SpanNode {

    private static final Instant ORIGIN = Instant.parse("2026-11-21T10:00:00Z");

    private final String name;

    private final UUID parentId;

    private final int startMillis;

    private final Map<String, Object> tags = new LinkedHashMap<>();

    private final Map<String, Payload> meta = new LinkedHashMap<>();

    private final List<MetricRecord> metrics = new ArrayList<>();

    private String type = "chain";

    private Payload input;

    private Payload output;

    private String error;

    private Instant endTime;

    private SampleSpan(String name, UUID traceId, UUID parentId, SpanNode parent, int startMillis) {
        super(UuidV7.next(), traceId, parent);
        this.name = name;
        this.parentId = parentId;
        this.startMillis = startMillis;
    }

    static SampleSpan root(String name, int startMillis) {
        return new SampleSpan(name, UuidV7.next(), null, null, startMillis);
    }

    static SampleSpan continued(String name, UUID parentId, int startMillis) {
        return new SampleSpan(name, UuidV7.next(), parentId, null, startMillis);
    }

    SampleSpan child(String name, int startMillis) {
        return new SampleSpan(name, traceId(), id(), this, startMillis);
    }

    SampleSpan type(String type) {
        this.type = type;
        return this;
    }

    SampleSpan payloads(String inputJson, String outputJson) {
        this.input = payload(inputJson);
        this.output = payload(outputJson);
        return this;
    }

    SampleSpan error(String error) {
        this.error = error;
        return this;
    }

    SampleSpan tag(String key, Object value) {
        this.tags.put(key, value);
        return this;
    }

    SampleSpan meta(String key, String json) {
        this.meta.put(key, payload(json));
        return this;
    }

    SampleSpan metric(String dimension, double value) {
        this.metrics.add(new MetricRecord(dimension, value, null));
        return this;
    }

    SampleSpan end(RecordedSpans spans, int endMillis) {
        this.endTime = ORIGIN.plusMillis(endMillis);
        spans.accept(this, snapshot());
        return this;
    }

    private static Payload payload(String json) {
        return Payload.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public SpanRecord snapshot() {
        return new SpanRecord(id(), traceId(), this.parentId, this.name, this.type, ORIGIN.plusMillis(this.startMillis),
                this.endTime, this.input, this.output, this.error, null, null, null, this.tags, this.meta, List.of(),
                List.of(), List.copyOf(this.metrics));
    }

    @Override
    public boolean isEnded() {
        return this.endTime != null;
    }

}
