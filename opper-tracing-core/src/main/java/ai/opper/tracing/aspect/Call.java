// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.BeanResolver;

import ai.opper.tracing.Span;
import ai.opper.tracing.aspect.TracedMethod.SpanRules;
import ai.opper.tracing.aspect.TracedMethod.TagRule;
import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.observation.Privacy;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.TraceClock;

/**
 * One call of a traced method: what it was given, rendered before the method can change
 * it, and the spans of the work that it began.
 */
final class Call {

    private final SpanTracer tracer;

    private final TracedMethod method;

    private final CallValues values;

    private final @Nullable Observation surrounding;

    private final AtomicReference<@Nullable CallSpan> opened = new AtomicReference<>();

    private volatile @Nullable CallSpan latest;

    private @Nullable Payload input;

    private boolean inputRendered;

    Call(SpanTracer tracer, TracedMethod method, @Nullable Object target, @Nullable Object[] arguments,
            @Nullable BeanResolver beans) {
        this.tracer = tracer;
        this.method = method;
        this.values = new CallValues(method, target, arguments, beans);
        this.surrounding = tracer.currentObservation();
    }

    TracedMethod method() {
        return this.method;
    }

    Problems problems() {
        return this.tracer.recording().problems();
    }

    /** Opens the span around the call, which the first piece of work will own. */
    CallSpan open() {
        CallSpan span = start(this.surrounding);
        this.opened.set(span);
        return span;
    }

    /** Gives the span of the next piece of work. */
    CallSpan start(@Nullable Observation parent) {
        CallSpan first = this.opened.getAndSet(null);
        CallSpan span = (first != null) ? first : begin(parent);
        this.latest = span;
        return span;
    }

    /** Takes back the span around a call whose work begins later, if ever. */
    void withdraw() {
        if (this.opened.getAndSet(null) instanceof TracedCallSpan span) {
            span.withdraw();
        }
    }

    /** Ends what an adapter began before it failed, or records the call alone. */
    void abandon(Object result) {
        CallSpan begun = this.latest;
        ((begun != null) ? begun : start(null)).complete(result);
    }

    private CallSpan begin(@Nullable Observation given) {
        try {
            return this.tracer.isSuppressed() ? SilentCallSpan.INSTANCE : beginBelow(parentOr(given));
        }
        catch (Throwable ex) {
            problems().report(Problem.RECORDING_FAILED, this.method.place(), "the span could not be started", ex);
            return SilentCallSpan.INSTANCE;
        }
    }

    private @Nullable Observation parentOr(@Nullable Observation given) {
        Observation parent = (given != null) ? given : this.tracer.currentObservation();
        return (parent != null) ? parent : this.surrounding;
    }

    private CallSpan beginBelow(@Nullable Observation parent) {
        SpanRules rules = this.method.span();
        ActiveSpan active = (rules != null) ? this.tracer.start(rules.spec(), parent) : null;
        if (rules == null || active == null || active.observation().isNoop()) {
            return measured(parent);
        }
        TracedCallSpan span = new TracedCallSpan(this.tracer.recording(), active, this.method, rules,
                metricsSince(active.startNanoTime()));
        Span recorded = active.span();
        if (recorded != null) {
            Shield.run(problems(), this.method.place(), "the span could not be described",
                    () -> describe(active, recorded, rules));
        }
        return span;
    }

    /** Metrics of a trace that is not sampled are nobody's problem. */
    private CallSpan measured(@Nullable Observation parent) {
        return this.tracer.isUnrecorded(parent) ? SilentCallSpan.INSTANCE
                : new MeasuredCallSpan(metricsSince(TraceClock.nanoTime()), this.tracer.spanAt(parent));
    }

    private MetricEvaluation metricsSince(long startNanoTime) {
        return new MetricEvaluation(this.tracer, this.method, this.values, startNanoTime);
    }

    private void describe(ActiveSpan active, Span span, SpanRules rules) {
        Payload rendered = renderInput();
        if (rendered != null) {
            active.input(rendered);
        }
        if (!rules.tags().isEmpty()) {
            tag(active, span, rules.tags());
        }
    }

    /** What an expression picks is an argument's, and content. */
    private void tag(ActiveSpan active, Span span, List<TagRule> tags) {
        boolean strict = this.tracer.recording().settings().privacy() == Privacy.STRICT;
        CallValues visible = this.values.shown();
        for (TagRule tag : tags) {
            boolean literal = tag.value().isLiteral();
            Object value = (literal || !strict) ? tag.value().evaluate(visible, problems()) : null;
            if (literal && value != null) {
                active.literalTag(tag.key(), value);
            }
            else {
                span.tag(tag.key(), value);
            }
        }
    }

    /** Renders the arguments, once, for spans that start now or later. */
    synchronized @Nullable Payload renderInput() {
        if (!this.inputRendered) {
            this.inputRendered = true;
            this.input = renderedInput();
        }
        return this.input;
    }

    private @Nullable Payload renderedInput() {
        SpanRules rules = this.method.span();
        if (rules == null || !rules.recordInput() || !this.tracer.recording().settings().input()) {
            return null;
        }
        PayloadCapture capture = this.tracer.recording().capture();
        if (rules.input() != null) {
            Object chosen = rules.input().evaluate(this.values.shown(), problems());
            return (chosen != null) ? capture.named("input", chosen) : null;
        }
        @Nullable Object[] arguments = this.values.arguments();
        return (arguments.length > 0) ? capture.arguments(this.method.parameters(), arguments) : null;
    }

    boolean isOf(TracedMethod other, @Nullable Object target) {
        return this.method.isSameMethodAs(other) && this.values.target() == target;
    }

}
