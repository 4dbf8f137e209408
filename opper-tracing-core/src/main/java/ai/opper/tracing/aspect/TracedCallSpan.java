// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.Span;
import ai.opper.tracing.aspect.TracedMethod.SpanRules;
import ai.opper.tracing.capture.ElementCapture;
import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.span.Payload;

/** Work that has a span of its own. */
final class TracedCallSpan implements CallSpan {

    private static final double NANOS_PER_MILLI = 1e6;

    private final SpanRecording recording;

    private final ActiveSpan active;

    private final SpanRules rules;

    private final MetricEvaluation metrics;

    private final AtomicBoolean open = new AtomicBoolean(true);

    private final ResultElements elements = new ResultElements();

    private final long startNanoTime = System.nanoTime();

    private volatile long firstElementNanoTime;

    private volatile @Nullable ElementCapture captured;

    TracedCallSpan(SpanRecording recording, ActiveSpan active, SpanRules rules, MetricEvaluation metrics) {
        this.recording = recording;
        this.active = active;
        this.rules = rules;
        this.metrics = metrics;
    }

    @Override
    public Observation observation() {
        return this.active.observation();
    }

    @Override
    public ActiveSpan.Scope makeCurrent() {
        return this.active.makeCurrent();
    }

    @Override
    public ActiveSpan.Scope leave() {
        return this.active.leave();
    }

    @Override
    public void element(Object element) {
        if (this.active.span() == null) {
            return;
        }
        noteElement(element);
        if (this.metrics.needsResult()) {
            this.elements.add(element);
        }
    }

    private void noteElement(Object element) {
        ElementCapture capture = this.captured;
        if (capture == null) {
            this.firstElementNanoTime = System.nanoTime();
            capture = this.recording.capture().elements();
            this.captured = capture;
        }
        capture.add(element);
    }

    private boolean recordsOutput() {
        return this.rules.recordOutput() && this.recording.settings().output();
    }

    @Override
    public void complete(@Nullable Object result) {
        end((span) -> {
            CallValues outcome = this.metrics.after(result, null);
            if (recordsOutput()) {
                if (this.rules.output() != null) {
                    span.output(this.rules.output().evaluate(outcome, this.metrics.problems()));
                }
                else {
                    span.output(result);
                }
            }
            this.metrics.evaluate(span, outcome);
        });
    }

    @Override
    public void completeElements() {
        end((span) -> {
            describeElements(span);
            CallValues outcome = this.metrics.after(this.elements.toList(), null);
            if (recordsOutput() && this.rules.output() != null) {
                span.output(this.rules.output().evaluate(outcome, this.metrics.problems()));
            }
            this.metrics.evaluate(span, outcome);
        });
    }

    private void describeElements(Span span) {
        ElementCapture capture = this.captured;
        span.meta("element_count", (capture != null) ? capture.count() : 0);
        if (capture == null) {
            return;
        }
        span.meta("time_to_first_element_ms", (this.firstElementNanoTime - this.startNanoTime) / NANOS_PER_MILLI);
        Payload elements = capture.toPayload();
        if (elements != null && recordsOutput() && this.rules.output() == null) {
            this.active.output(elements);
        }
    }

    @Override
    public void fail(Throwable error) {
        end((span) -> {
            if (this.captured != null) {
                describeElements(span);
            }
            if (this.rules.isExpected(error)) {
                span.meta("expected_exception", error);
            }
            else {
                this.active.error(error);
            }
            this.metrics.evaluate(span, this.metrics.after(null, error));
        });
    }

    @Override
    public void cancel() {
        end((span) -> {
            if (this.captured != null) {
                describeElements(span);
            }
            span.meta("cancelled", true);
        });
    }

    private void end(Consumer<Span> description) {
        if (!this.open.compareAndSet(true, false)) {
            return;
        }
        Span span = this.active.span();
        if (span != null) {
            description.accept(span);
        }
        this.active.end();
    }

}
