// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;

import ai.opper.tracing.capture.PayloadCapture.Parameter;
import ai.opper.tracing.observation.SpanSpec;
import ai.opper.tracing.span.Problems;

/**
 * What the annotations of a method say, worked out once.
 *
 * @param method the method that runs, {@code null} when there is nothing to record
 * @param place the method as a reader of a log knows it
 * @param parameters its parameters' names, and which are hidden
 * @param span how its calls are recorded as spans, {@code null} when they are not
 * @param metrics what is measured
 * @param deferred the adapter for its declared return type, if work begins with a
 * subscription
 * @param hidesResult whether its result must not be shown
 * @param woven whether AspectJ may show the same call a second time
 */
record TracedMethod(@Nullable Method method, String place, List<Parameter> parameters, @Nullable SpanRules span,
        List<MetricRule> metrics, @Nullable ResultAdapter deferred, boolean hidesResult, boolean woven) {

    /** The methods that are none of our business. */
    static final TracedMethod NONE = new TracedMethod(null, "", List.of(), null, List.of(), null, false, false);

    boolean isSameMethodAs(TracedMethod other) {
        return Objects.equals(this.method, other.method);
    }

    boolean isNone() {
        return this.span == null && this.metrics.isEmpty();
    }

    /** Whether there is anything that expressions must not bring to light. */
    boolean hidesValues() {
        return this.hidesResult || this.parameters.stream().anyMatch(Parameter::hidden);
    }

    boolean returnsNothing() {
        return returnType() == void.class;
    }

    Class<?> returnType() {
        return (this.method != null) ? this.method.getReturnType() : Object.class;
    }

    /** Whether a caller can take another object for this method's result. */
    boolean mayReturn(Object result, Object other) {
        return other == result
                || (returnType().isInstance(other) && (declaresItsKind() || isOfTheSameKind(result, other)));
    }

    /** A caller may cast a result that is only declared as an object or a variable. */
    private boolean declaresItsKind() {
        return this.method != null && this.method.getReturnType() != Object.class
                && !(this.method.getGenericReturnType() instanceof TypeVariable);
    }

    /** Connectable or grouped publishers and processors are more than publishers. */
    private static boolean isOfTheSameKind(Object result, Object other) {
        for (Class<?> type = result.getClass(); type != null; type = type.getSuperclass()) {
            int modifiers = type.getModifiers();
            if (Modifier.isPublic(modifiers) && Modifier.isAbstract(modifiers) && !type.isInstance(other)) {
                return false;
            }
        }
        return !(result instanceof Subscriber);
    }

    /** Whether anything but the payload needs to know the result. */
    boolean evaluatesResult() {
        return !this.metrics.isEmpty()
                || (this.span != null && (this.span.output() != null || this.span.example() != null));
    }

    /**
     * How calls become spans.
     *
     * @param spec name, type, and whether each call starts a trace
     * @param recordInput whether arguments are recorded
     * @param recordOutput whether results are recorded
     * @param input what to record instead of the arguments
     * @param output what to record instead of the result
     * @param tags the tags, in order
     * @param expected exceptions that are no errors
     * @param example when a span becomes an example, {@code null} for never
     */
    record SpanRules(SpanSpec spec, boolean recordInput, boolean recordOutput, @Nullable CallExpression input,
            @Nullable CallExpression output, List<TagRule> tags, List<Class<? extends Throwable>> expected,
            @Nullable ExampleRule example) {

        boolean isExpected(Throwable error) {
            return this.expected.stream().anyMatch((type) -> type.isInstance(error));
        }

    }

    /**
     * When a span becomes an example.
     *
     * @param condition the expression that decides, or {@code null} for every success
     */
    record ExampleRule(@Nullable CallExpression condition) {

        boolean includes(CallValues outcome, Problems problems) {
            return (this.condition == null) ? !outcome.hasFailed()
                    : Boolean.TRUE.equals(this.condition.evaluate(outcome, problems));
        }

    }

    /**
     * Where a tag comes from.
     *
     * @param key the tag's key
     * @param value the expression for its value
     */
    record TagRule(String key, CallExpression value) {
    }

    /**
     * What is measured.
     *
     * @param dimension the metric's name
     * @param value the expression for its value
     * @param comment the remark, if any
     * @param condition whether there is a metric at all, if that depends
     * @param wholeTrace whether it belongs to the root span
     */
    record MetricRule(String dimension, CallExpression value, @Nullable CallExpression comment,
            @Nullable CallExpression condition, boolean wholeTrace) {
    }

}
