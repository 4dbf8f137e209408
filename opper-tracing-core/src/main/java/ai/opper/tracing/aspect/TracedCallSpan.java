// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjLongConsumer;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.Span;
import ai.opper.tracing.aspect.TracedMethod.SpanRules;
import ai.opper.tracing.capture.ElementCapture;
import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problems;

/** Work that has a span of its own. */
final class TracedCallSpan implements CallSpan {

    private static final double NANOS_PER_MILLI = 1e6;

    private final SpanRecording recording;

    private final ActiveSpan active;

    private final TracedMethod method;

    private final SpanRules rules;

    private final MetricEvaluation metrics;

    private final AtomicBoolean open = new AtomicBoolean(true);

    private volatile @Nullable Elements elements;

    TracedCallSpan(SpanRecording recording, ActiveSpan active, TracedMethod method, SpanRules rules,
            MetricEvaluation metrics) {
        this.recording = recording;
        this.active = active;
        this.method = method;
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

    private Problems problems() {
        return this.recording.problems();
    }

    @Override
    public void element(Object element) {
        if (this.active.span() != null && this.open.get()) {
            Shield.run(problems(), this.method.place(), "an element could not be recorded",
                    () -> elements().add(element));
        }
    }

    /** Elements of a parallel stream come from many threads. */
    private synchronized Elements elements() {
        Elements known = this.elements;
        if (known == null) {
            known = new Elements(System.nanoTime(), recordsElements() ? this.recording.capture().elements() : null,
                    this.metrics.needsResult());
            this.elements = known;
        }
        return known;
    }

    private boolean recordsOutput() {
        return this.rules.recordOutput() && this.recording.settings().output();
    }

    private boolean recordsElements() {
        return recordsOutput() && this.rules.output() == null;
    }

    @Override
    public void complete(@Nullable Object result) {
        end((span, endNanoTime) -> {
            if (recordsElements() && !(result == null && this.method.returnsNothing())) {
                span.output(result);
            }
            describeOutcome(span, result, endNanoTime);
        });
    }

    @Override
    public void completeElements() {
        end((span, endNanoTime) -> {
            describeElements(span);
            describeOutcome(span, elements().toList(), endNanoTime);
        });
    }

    private void describeOutcome(Span span, @Nullable Object result, long endNanoTime) {
        if (!this.method.evaluatesResult()) {
            return;
        }
        CallValues outcome = this.metrics.after(result, null, endNanoTime);
        if (recordsOutput() && this.rules.output() != null) {
            Object chosen = this.rules.output().evaluate(outcome.shown(), problems());
            if (chosen != null) {
                span.output(chosen);
            }
        }
        this.metrics.evaluate(span, outcome);
        saveExample(outcome);
    }

    private void saveExample(CallValues outcome) {
        if (this.rules.example() != null && this.rules.example().includes(outcome, problems())) {
            this.active.saveAsExample();
        }
    }

    private void describeElements(Span span) {
        Elements passed = this.elements;
        span.meta("element_count", (passed != null) ? passed.total() : 0);
        if (passed == null) {
            return;
        }
        span.meta("time_to_first_element_ms",
                (passed.firstNanoTime() - this.metrics.startNanoTime()) / NANOS_PER_MILLI);
        Payload payload = passed.toPayload();
        if (payload != null) {
            this.active.output(payload);
        }
    }

    @Override
    public void fail(Throwable error) {
        end((span, endNanoTime) -> {
            if (this.elements != null) {
                describeElements(span);
            }
            if (this.rules.isExpected(error)) {
                span.meta("expected_exception", error);
            }
            else {
                this.active.error(error);
            }
            CallValues outcome = this.metrics.after(null, error, endNanoTime);
            this.metrics.evaluate(span, outcome);
            saveExample(outcome);
        });
    }

    @Override
    public void cancel() {
        end((span, endNanoTime) -> {
            span.meta("cancelled", true);
            if (this.elements != null) {
                describeElements(span);
            }
        });
    }

    /** Takes the span back: the work has not begun, and may never begin. */
    void withdraw() {
        if (this.open.compareAndSet(true, false)) {
            Shield.run(problems(), this.method.place(), "the span could not be taken back", this.active::withdraw);
        }
    }

    private void end(ObjLongConsumer<Span> description) {
        if (!this.open.compareAndSet(true, false)) {
            return;
        }
        Span span = this.active.span();
        if (span != null) {
            long endNanoTime = this.active.workEnds();
            Shield.run(problems(), this.method.place(), "the end of the span could not be described",
                    () -> description.accept(span, endNanoTime));
        }
        Shield.run(problems(), this.method.place(), "the span could not be ended", this.active::end);
    }

    /** The elements that have passed. */
    private static final class Elements {

        private final long firstNanoTime;

        private final @Nullable ElementCapture capture;

        private final ResultElements values = new ResultElements();

        private final boolean keepsValues;

        Elements(long firstNanoTime, @Nullable ElementCapture capture, boolean keepsValues) {
            this.firstNanoTime = firstNanoTime;
            this.capture = capture;
            this.keepsValues = keepsValues;
        }

        long firstNanoTime() {
            return this.firstNanoTime;
        }

        void add(Object element) {
            this.values.add(element, this.keepsValues);
            if (this.capture != null) {
                this.capture.add(element);
            }
        }

        long total() {
            return this.values.total();
        }

        ElementList toList() {
            return this.values.toList();
        }

        @Nullable Payload toPayload() {
            return (this.capture != null) ? this.capture.toPayload() : null;
        }

    }

}
