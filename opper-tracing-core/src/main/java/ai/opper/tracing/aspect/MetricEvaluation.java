// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.Span;
import ai.opper.tracing.aspect.TracedMethod.MetricRule;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/** Evaluates the metrics of one piece of work when it is over. */
final class MetricEvaluation {

    private static final double NANOS_PER_MILLI = 1e6;

    private final SpanTracer tracer;

    private final TracedMethod method;

    private final CallValues values;

    private final long startNanoTime;

    MetricEvaluation(SpanTracer tracer, TracedMethod method, CallValues values, long startNanoTime) {
        this.startNanoTime = startNanoTime;
        this.tracer = tracer;
        this.method = method;
        this.values = values;
    }

    Problems problems() {
        return this.tracer.recording().problems();
    }

    long startNanoTime() {
        return this.startNanoTime;
    }

    boolean needsResult() {
        return this.method.evaluatesResult();
    }

    CallValues after(@Nullable Object result, @Nullable Throwable error, long endNanoTime) {
        return this.values.after(result, error, (endNanoTime - this.startNanoTime) / NANOS_PER_MILLI);
    }

    void evaluate(Span span, CallValues outcome) {
        for (MetricRule rule : this.method.metrics()) {
            Span target = rule.wholeTrace() ? this.tracer.rootOf(span) : span;
            if (target.isRecording()) {
                measure(target, rule, outcome);
            }
            else {
                problems().report(Problem.METRIC_WITHOUT_SPAN, this.method.place(),
                        "metric '" + rule.dimension() + "' has no span to belong to", null);
            }
        }
    }

    private void measure(Span span, MetricRule rule, CallValues outcome) {
        try {
            if (applies(rule, outcome)) {
                add(span, rule, outcome);
            }
        }
        catch (Throwable ex) {
            problems().report(Problem.EXPRESSION_FAILED, this.method.place(),
                    "metric '" + rule.dimension() + "' could not be taken", ex);
        }
    }

    private boolean applies(MetricRule rule, CallValues outcome) {
        return rule.condition() == null || Boolean.TRUE.equals(rule.condition().evaluate(outcome, problems()));
    }

    private void add(Span span, MetricRule rule, CallValues outcome) {
        Object value = rule.value().evaluate(outcome, problems());
        if (value == null) {
            return;
        }
        Double number = MetricValue.of(value);
        if (number != null) {
            span.metric(rule.dimension(), number, comment(rule, outcome));
        }
        else if (!(value instanceof Optional<?>)) {
            problems().report(Problem.EXPRESSION_FAILED, this.method.place(), "metric '" + rule.dimension() + "' got a "
                    + value.getClass().getName() + ", which has no number in it", null);
        }
    }

    private @Nullable String comment(MetricRule rule, CallValues outcome) {
        Object comment = (rule.comment() != null) ? rule.comment().evaluate(outcome.shown(), problems()) : null;
        return (comment != null) ? comment.toString() : null;
    }

}
