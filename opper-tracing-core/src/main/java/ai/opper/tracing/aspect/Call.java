// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.BeanResolver;

import ai.opper.tracing.aspect.TracedMethod.SpanRules;
import ai.opper.tracing.aspect.TracedMethod.TagRule;
import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.observation.SpanSpec;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.span.Payload;

/**
 * One call of a traced method: what it was given, rendered before the method can change
 * it, and the spans of the work that it began.
 */
final class Call implements ResultAdapter.CallSpans {

    private final SpanTracer tracer;

    private final TracedMethod method;

    private final CallValues values;

    private final @Nullable Observation surrounding;

    private final AtomicReference<@Nullable CallSpan> opened = new AtomicReference<>();

    /** Whether the method's own body, woven by AspectJ, is running below the proxy. */
    private final AtomicBoolean entered = new AtomicBoolean();

    private @Nullable Payload input;

    private boolean inputRendered;

    Call(SpanTracer tracer, TracedMethod method, @Nullable Object target, @Nullable Object[] arguments,
            @Nullable BeanResolver beans) {
        this.tracer = tracer;
        this.method = method;
        this.values = new CallValues(target, method.parameters(), arguments, beans, null, null, 0);
        this.surrounding = tracer.currentObservation();
    }

    /** Opens the span around the call, which the first piece of work will own. */
    CallSpan open() {
        CallSpan span = start(null);
        this.opened.set(span);
        return span;
    }

    /** Renders the arguments now, for spans that start later. */
    Call renderInput() {
        if (!this.inputRendered) {
            this.input = renderedInput();
            this.inputRendered = true;
        }
        return this;
    }

    @Override
    public CallSpan start(@Nullable Observation parent) {
        CallSpan first = this.opened.getAndSet(null);
        return (first != null) ? first : begin(parent);
    }

    private CallSpan begin(@Nullable Observation given) {
        Observation parent = (given != null) ? given : this.tracer.currentObservation();
        if (parent == null) {
            parent = this.surrounding;
        }
        SpanRules rules = this.method.span();
        MetricEvaluation metrics = new MetricEvaluation(this.tracer, this.method, this.values);
        if (rules == null) {
            return new MeasuredCallSpan(metrics, this.tracer.spanAt(parent));
        }
        ActiveSpan active = this.tracer.start(new SpanSpec(rules.name(), rules.type(), rules.newTrace(), this), parent);
        if (active == null) {
            return new MeasuredCallSpan(metrics, this.tracer.spanAt(parent));
        }
        Span span = active.span();
        if (span != null) {
            describe(active, span, rules);
        }
        return new TracedCallSpan(this.tracer.recording(), active, rules, metrics);
    }

    private void describe(ActiveSpan active, Span span, SpanRules rules) {
        Payload rendered = renderInput().input;
        if (rendered != null) {
            active.input(rendered);
        }
        for (TagRule tag : rules.tags()) {
            span.tag(tag.key(), tag.value().evaluate(this.values, this.tracer.recording().problems()));
        }
    }

    private @Nullable Payload renderedInput() {
        SpanRules rules = this.method.span();
        if (rules == null || !rules.recordInput() || !this.tracer.recording().settings().input()) {
            return null;
        }
        PayloadCapture capture = this.tracer.recording().capture();
        if (rules.input() != null) {
            Object chosen = rules.input().evaluate(this.values, this.tracer.recording().problems());
            return (chosen != null) ? capture.value(chosen) : null;
        }
        return (this.values.arguments().length > 0)
                ? capture.arguments(this.method.parameters(), this.values.arguments()) : null;
    }

    boolean isOf(TracedMethod other, @Nullable Object target) {
        return this.method.isSameMethodAs(other) && this.values.target() == target;
    }

    /** Whether this is the same call, seen by a proxy and by AspectJ. */
    boolean isSameAs(Call other) {
        return isOf(other.method, other.values.target()) && this.values.hasSameArgumentsAs(other.values);
    }

    /** Claims the call for the woven body, unless the body is running already. */
    boolean enter() {
        return this.entered.compareAndSet(false, true);
    }

    void exit() {
        this.entered.set(false);
    }

}
