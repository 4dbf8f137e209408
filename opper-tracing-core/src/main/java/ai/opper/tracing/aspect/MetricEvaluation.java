// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

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

    private final long startNanoTime = System.nanoTime();

    MetricEvaluation(SpanTracer tracer, TracedMethod method, CallValues values) {
        this.tracer = tracer;
        this.method = method;
        this.values = values;
    }

    Problems problems() {
        return this.tracer.recording().problems();
    }

    boolean needsResult() {
        return this.method.evaluatesResult();
    }

    CallValues after(@Nullable Object result, @Nullable Throwable error) {
        return this.values.after(result, error, (System.nanoTime() - this.startNanoTime) / NANOS_PER_MILLI);
    }

    void evaluate(Span span, CallValues outcome) {
        for (MetricRule rule : this.method.metrics()) {
            if (!span.isRecording()) {
                problems().report(Problem.METRIC_WITHOUT_SPAN, this.method.place(),
                        "metric '" + rule.dimension() + "' has no span to belong to", null);
            }
            else if (applies(rule, outcome)) {
                measure(rule.wholeTrace() ? this.tracer.rootOf(span) : span, rule, outcome);
            }
        }
    }

    private boolean applies(MetricRule rule, CallValues outcome) {
        return rule.condition() == null || Boolean.TRUE.equals(rule.condition().evaluate(outcome, problems()));
    }

    private void measure(Span span, MetricRule rule, CallValues outcome) {
        Object value = rule.value().evaluate(outcome, problems());
        Double number = MetricValue.of(value);
        if (number == null) {
            if (value != null) {
                problems().report(Problem.EXPRESSION_FAILED, this.method.place(), "metric '" + rule.dimension()
                        + "' got a " + value.getClass().getName() + ", which has no number in it", null);
            }
            return;
        }
        Object comment = (rule.comment() != null) ? rule.comment().evaluate(outcome, problems()) : null;
        span.metric(rule.dimension(), number, (comment != null) ? comment.toString() : null);
    }

}
