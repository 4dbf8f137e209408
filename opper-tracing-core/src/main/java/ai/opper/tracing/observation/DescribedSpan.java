// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
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

/** Renders what is said about a span, on the thread that says it. */
abstract class DescribedSpan extends SpanNode implements Span {

    private final SpanRecording recording;

    DescribedSpan(SpanRecording recording, UUID id, UUID traceId, @Nullable SpanNode parent) {
        super(id, traceId, parent);
        this.recording = recording;
    }

    /** The span's name, for a reader of the log. */
    abstract String name();

    /** The time, by the clock of the trace. */
    abstract Instant now();

    /** Something is said that is worth recording the span for. */
    abstract void keep();

    /** Says something, unless the span has ended. */
    abstract DescribedSpan change(SpanChange change);

    /** Adds a metric, also when the span has ended. */
    abstract void add(MetricRecord metric);

    final SpanRecording recording() {
        return this.recording;
    }

    @Override
    public final boolean isRecording() {
        return true;
    }

    @Override
    public Span input(@Nullable Object input) {
        return this.recording.settings().input() ? input(this.recording.capture().named("input", input)) : this;
    }

    DescribedSpan input(Payload input) {
        return change((content) -> content.input(input));
    }

    @Override
    public Span output(@Nullable Object output) {
        return this.recording.settings().output() ? output(this.recording.capture().named("output", output)) : this;
    }

    DescribedSpan output(Payload output) {
        return change((content) -> content.output(output));
    }

    @Override
    public Span tag(String key, @Nullable Object value) {
        return (value != null) ? safely(() -> keepTag(key, value)) : this;
    }

    private void keepTag(String key, Object value) {
        keepTag(key, value, rendering());
    }

    private void keepTag(String key, Object value, Rendering rendering) {
        Object rendered = rendering.tag(key, value);
        if (rendered != null) {
            String name = rendering.name(key);
            change((content) -> content.tag(name, rendered));
        }
    }

    /** A tag whose value is written in the code, and no content. */
    void literalTag(String key, Object value) {
        safely(() -> keepTag(key, value, rendering().literally()));
    }

    @Override
    public Span meta(String key, @Nullable Object value) {
        return safely(() -> keepMeta(key, value));
    }

    private void keepMeta(String key, @Nullable Object value) {
        Payload rendered = rendering().value(key, value);
        if (rendered != null) {
            String name = rendering().name(key);
            change((content) -> content.meta(name, rendered));
        }
    }

    @Override
    public Span score(int score) {
        keep();
        return change((content) -> content.score(score));
    }

    @Override
    public Span error(Throwable error) {
        return safely(() -> keepError(error));
    }

    /** The message may quote what must not be recorded. */
    DescribedSpan errorWithoutMessage(Throwable error) {
        String name = error.getClass().getName();
        return change((content) -> content.error(name));
    }

    private void keepError(Throwable error) {
        String rendered = rendering().error(error);
        change((content) -> content.error(rendered));
    }

    @Override
    public Span metric(String dimension, double value, @Nullable String comment) {
        return safely(() -> keepMetric(dimension, value, comment));
    }

    private void keepMetric(String dimension, double value, @Nullable String comment) {
        String name = rendering().name(dimension);
        if (Double.isFinite(value)) {
            keep();
            add(new MetricRecord(name, value, rendering().comment(dimension, comment)));
        }
        else {
            this.recording.problems()
                .report(Problem.METRIC_NOT_FINITE, name, "the value of this metric is " + value, null);
        }
    }

    @Override
    public Span finding(String name, Object value, @Nullable String comment) {
        return safely(() -> keepFinding(name, value, comment));
    }

    private void keepFinding(String name, Object value, @Nullable String comment) {
        Payload rendered = rendering().valueOrPlaceholder(name, value);
        Finding finding = new Finding(rendering().name(name), rendered, rendering().comment(name, comment));
        if (value instanceof Number number && !isHidden(number, rendered)) {
            metric(name, number.doubleValue(), comment);
        }
        keep();
        change((content) -> content.finding(finding));
    }

    /** What is no number in JSON is reported as a metric, too. */
    private static boolean isHidden(Number number, Payload rendered) {
        return rendered.isText() && Double.isFinite(number.doubleValue());
    }

    @Override
    public Span event(String name, Map<String, ?> attributes) {
        return safely(() -> keepEvent(name, attributes));
    }

    private void keepEvent(String name, Map<String, ?> attributes) {
        Map<String, Payload> rendered = new LinkedHashMap<>();
        attributes.forEach((key, value) -> {
            Payload shown = rendering().value(key, value);
            if (shown != null) {
                rendered.put(rendering().name(key), shown);
            }
        });
        SpanEvent event = new SpanEvent(rendering().name(name), now(), Collections.unmodifiableMap(rendered));
        change((content) -> content.event(event));
    }

    /** What the application hands in may fail in any way when it is looked at. */
    final DescribedSpan safely(Runnable recording) {
        try {
            recording.run();
        }
        catch (RuntimeException | StackOverflowError | LinkageError ex) {
            this.recording.problems()
                .report(Problem.RECORDING_FAILED, name(), "something said about this span could not be read", ex);
        }
        return this;
    }

    private Rendering rendering() {
        return this.recording.rendering();
    }

    /** Whoever started the span ends it. */
    @Override
    public final void close() {
    }

    /** Something that is said about a span. */
    @FunctionalInterface
    interface SpanChange {

        /** Says whether there was room for it. */
        boolean applyTo(SpanContent content);

    }

}
