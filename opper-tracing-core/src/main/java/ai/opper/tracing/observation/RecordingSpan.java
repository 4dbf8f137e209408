// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.Span;
import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.TraceClock;
import ai.opper.tracing.span.UuidV7;

/**
 * A span while it runs: collects what is said about it, and becomes a {@link SpanRecord}
 * when its observation stops. Closing it through the {@link Span} that
 * {@code currentSpan()} gave does nothing, since whoever started it ends it.
 */
final class RecordingSpan extends SpanNode implements Span {

    private final SpanRecording recording;

    private final String name;

    private final String type;

    private final @Nullable UUID parentId;

    private final RecordingSpan root;

    private final RenderedAttributes attributes;

    private final TraceClock clock;

    private final long startNanoTime;

    private final Object lock = new Object();

    private volatile boolean ended;

    private volatile boolean parent;

    private @Nullable Payload input;

    private @Nullable Payload output;

    private @Nullable String error;

    private @Nullable Integer score;

    private Map<String, Object> tags = Map.of();

    private Map<String, Payload> meta = Map.of();

    private List<SpanEvent> events = new ArrayList<>(0);

    private List<Finding> findings = new ArrayList<>(0);

    private List<MetricRecord> metrics = new ArrayList<>(0);

    private RecordingSpan(SpanRecording recording, SpanSpec spec, UUID traceId, @Nullable RecordingSpan parent,
            RenderedAttributes attributes) {
        super(UuidV7.next(), traceId, parent);
        this.recording = recording;
        this.name = recording.capture().text(spec.name());
        this.type = spec.type();
        this.parentId = (parent != null) ? parent.id() : null;
        this.root = (parent != null) ? parent.root : this;
        this.attributes = attributes;
        this.clock = (parent != null) ? parent.clock : TraceClock.start();
        this.startNanoTime = TraceClock.nanoTime();
    }

    static RecordingSpan root(SpanRecording recording, SpanSpec spec, RenderedAttributes attributes) {
        return new RecordingSpan(recording, spec, UuidV7.next(), null, attributes);
    }

    static RecordingSpan child(SpanRecording recording, SpanSpec spec, RecordingSpan parent,
            RenderedAttributes attributes) {
        parent.parent = true;
        return new RecordingSpan(recording, spec, parent.traceId(), parent, attributes);
    }

    /** The first span of the trace in this process. */
    RecordingSpan root() {
        return this.root;
    }

    RenderedAttributes attributes() {
        return this.attributes;
    }

    @Override
    public boolean isRecording() {
        return true;
    }

    @Override
    public boolean isEnded() {
        return this.ended;
    }

    @Override
    public Span input(@Nullable Object input) {
        return this.recording.settings().input() ? input(this.recording.capture().value(input)) : this;
    }

    RecordingSpan input(Payload input) {
        return change(() -> this.input = input);
    }

    @Override
    public Span output(@Nullable Object output) {
        return this.recording.settings().output() ? output(this.recording.capture().value(output)) : this;
    }

    RecordingSpan output(Payload output) {
        return change(() -> this.output = output);
    }

    @Override
    public Span tag(String key, @Nullable Object value) {
        return (value != null) ? safely(() -> keepTag(key, value)) : this;
    }

    private void keepTag(String key, Object value) {
        String name = rendering().name(key);
        Object rendered = rendering().tag(key, value);
        change(() -> this.tags = with(this.tags, name, rendered));
    }

    @Override
    public Span meta(String key, @Nullable Object value) {
        return safely(() -> keepMeta(key, value));
    }

    private void keepMeta(String key, @Nullable Object value) {
        String name = rendering().name(key);
        Payload rendered = this.recording.capture().named(key, value);
        change(() -> this.meta = with(this.meta, name, rendered));
    }

    @Override
    public Span score(int score) {
        return change(() -> this.score = score);
    }

    @Override
    public Span error(Throwable error) {
        return safely(() -> keepError(error));
    }

    private void keepError(Throwable error) {
        String rendered = rendering().error(error);
        change(() -> this.error = rendered);
    }

    @Override
    public Span metric(String dimension, double value, @Nullable String comment) {
        return safely(() -> keepMetric(dimension, value, comment));
    }

    private void keepMetric(String dimension, double value, @Nullable String comment) {
        String name = rendering().name(dimension);
        if (Double.isFinite(value)) {
            add(new MetricRecord(name, value, rendering().text(comment)));
        }
        else {
            this.recording.problems()
                .report(Problem.METRIC_NOT_FINITE, name, "the value of this metric is " + value, null);
        }
    }

    private void add(MetricRecord metric) {
        synchronized (this.lock) {
            if (!this.ended) {
                this.metrics.add(metric);
                return;
            }
        }
        this.recording.metricAfterEnd(this, metric);
    }

    @Override
    public Span finding(String name, Object value, @Nullable String comment) {
        return safely(() -> keepFinding(name, value, comment));
    }

    private void keepFinding(String name, Object value, @Nullable String comment) {
        Finding finding = new Finding(rendering().name(name), this.recording.capture().named(name, value),
                rendering().text(comment));
        if (value instanceof Number number) {
            metric(name, number.doubleValue(), comment);
        }
        change(() -> this.findings.add(finding));
    }

    @Override
    public Span event(String name, Map<String, ?> attributes) {
        return safely(() -> keepEvent(name, attributes));
    }

    private void keepEvent(String name, Map<String, ?> attributes) {
        Map<String, Payload> rendered = new LinkedHashMap<>();
        attributes
            .forEach((key, value) -> rendered.put(rendering().name(key), this.recording.capture().named(key, value)));
        SpanEvent event = new SpanEvent(rendering().name(name), this.clock.at(TraceClock.nanoTime()),
                Collections.unmodifiableMap(rendered));
        change(() -> this.events.add(event));
    }

    /** What the application hands in may fail in any way when it is looked at. */
    private RecordingSpan safely(Runnable recording) {
        try {
            recording.run();
        }
        catch (RuntimeException | StackOverflowError | LinkageError ex) {
            this.recording.problems()
                .report(Problem.RECORDING_FAILED, this.name, "something said about this span could not be read", ex);
        }
        return this;
    }

    private Rendering rendering() {
        return this.recording.rendering();
    }

    @Override
    public void close() {
        // Whoever started the span ends it.
    }

    /** Ends the span, once. */
    void end() {
        SpanRecord record;
        synchronized (this.lock) {
            if (this.ended) {
                return;
            }
            record = record(TraceClock.nanoTime());
            this.ended = true;
            forgetContent();
        }
        this.recording.finished(this, record);
    }

    /**
     * Takes back a span that turned out to stand for nothing, unless others hang below it
     * already.
     * @return whether there will be no record of this span
     */
    boolean withdraw() {
        synchronized (this.lock) {
            if (this.ended || this.parent) {
                return false;
            }
            this.ended = true;
            forgetContent();
            return true;
        }
    }

    /** Children may keep this node long after the record has left. */
    private void forgetContent() {
        this.input = null;
        this.output = null;
        this.meta = Map.of();
        this.events = new ArrayList<>(0);
        this.findings = new ArrayList<>(0);
        this.metrics = new ArrayList<>(0);
    }

    @Override
    public SpanRecord snapshot() {
        synchronized (this.lock) {
            return record(null);
        }
    }

    private SpanRecord record(@Nullable Long endNanoTime) {
        return new SpanRecord(id(), traceId(), this.parentId, this.name, this.type, this.clock.at(this.startNanoTime),
                (endNanoTime != null) ? this.clock.at(endNanoTime) : null, this.input, this.output, this.error,
                this.score, this.attributes.sessionId(), this.attributes.userId(),
                over(this.tags, this.attributes.tags()), over(this.meta, this.attributes.meta()),
                List.copyOf(this.events), List.copyOf(this.findings), List.copyOf(this.metrics));
    }

    private RecordingSpan change(Runnable change) {
        synchronized (this.lock) {
            if (!this.ended) {
                change.run();
                return this;
            }
        }
        this.recording.problems()
            .report(Problem.CHANGED_AFTER_END, this.name, "this span was changed after it had ended", null);
        return this;
    }

    /** Records share these maps, so each change makes a new one. */
    private static <T> Map<String, T> with(Map<String, T> map, String key, T value) {
        Map<String, T> changed = new LinkedHashMap<>(map);
        changed.put(key, value);
        return Collections.unmodifiableMap(changed);
    }

    private static <T> Map<String, T> over(Map<String, T> own, Map<String, T> inherited) {
        if (own.isEmpty() || inherited.isEmpty()) {
            return own.isEmpty() ? inherited : own;
        }
        Map<String, T> merged = new LinkedHashMap<>(inherited);
        merged.putAll(own);
        return Collections.unmodifiableMap(merged);
    }

}
