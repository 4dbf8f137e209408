// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import ai.opper.tracing.buffer.Item;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;

/** A span that a test starts and ends by hand. */
public class SampleSpan extends SpanNode {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00.000001Z");

    private final String name;

    private final List<MetricRecord> metrics = new ArrayList<>();

    private final UUID parentElsewhere;

    private Payload input;

    private boolean hadInput;

    private volatile boolean ended;

    protected SampleSpan(String name, SampleSpan parent) {
        this(name, parent, null);
    }

    private SampleSpan(String name, SampleSpan parent, UUID parentElsewhere) {
        super(UuidV7.next(), (parent != null) ? parent.traceId() : UuidV7.next(), parent);
        this.name = name;
        this.parentElsewhere = parentElsewhere;
    }

    /** A span below one of another service. */
    public static SampleSpan belowAnotherService(String name) {
        return new SampleSpan(name, null, UuidV7.next());
    }

    public static SampleSpan root(String name) {
        return new SampleSpan(name, null);
    }

    public SampleSpan child(String name) {
        return new SampleSpan(name, this);
    }

    public SampleSpan metric(String dimension) {
        this.metrics.add(new MetricRecord(dimension, 1, null));
        return this;
    }

    public SampleSpan input(String json) {
        this.input = Payload.of(json.getBytes(StandardCharsets.UTF_8));
        this.hadInput = true;
        return this;
    }

    public String name() {
        return this.name;
    }

    /** Ends the span and gives its record, which nobody has been given yet. */
    public SpanRecord end() {
        this.ended = true;
        return record(START.plusMillis(5));
    }

    /** Ends the span as the buffer would hand it on. */
    public Item.Finished finish() {
        SpanRecord record = end();
        return new Item.Finished(this, record, record.estimatedBytes());
    }

    public Item.LateMetric lateMetric(String dimension) {
        return new Item.LateMetric(this, new MetricRecord(dimension, 2, null), 200);
    }

    @Override
    public SpanRecord snapshot() {
        if (this.ended) {
            this.input = null;
        }
        return record(null);
    }

    boolean hadInput() {
        return this.hadInput;
    }

    @Override
    public boolean isEnded() {
        return this.ended;
    }

    private SpanRecord record(Instant endTime) {
        return new SpanRecord(id(), traceId(), (parent() != null) ? parent().id() : this.parentElsewhere, this.name,
                "chain", START, endTime, this.input, null, null, null, null, null, Map.of(), Map.of(), List.of(),
                List.of(), List.copyOf(this.metrics));
    }

    @Override
    public String toString() {
        return this.name;
    }

}
