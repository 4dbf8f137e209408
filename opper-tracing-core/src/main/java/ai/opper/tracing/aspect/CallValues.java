// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.BeanResolver;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.spel.support.StandardEvaluationContext;

import ai.opper.tracing.capture.PayloadCapture.Parameter;
import ai.opper.tracing.capture.Redaction;

/** What the expressions of one call see. Makes what they need when the first one asks. */
final class CallValues {

    private final TracedMethod method;

    private final @Nullable Object target;

    private final @Nullable Object[] arguments;

    private final @Nullable BeanResolver beans;

    private final @Nullable Object result;

    private final @Nullable Throwable error;

    private final double durationMs;

    private volatile @Nullable EvaluationContext context;

    private CallValues(CallValues before, @Nullable Object[] arguments, @Nullable Object result,
            @Nullable Throwable error, double durationMs) {
        this.method = before.method;
        this.target = before.target;
        this.beans = before.beans;
        this.arguments = arguments;
        this.result = result;
        this.error = error;
        this.durationMs = durationMs;
    }

    /**
     * Holds what is known before the method runs.
     * @param method the method
     * @param target the object it is called on, {@code null} for a static method
     * @param arguments the arguments
     * @param beans how to find beans, if there is a bean factory
     */
    CallValues(TracedMethod method, @Nullable Object target, @Nullable Object[] arguments,
            @Nullable BeanResolver beans) {
        this.method = method;
        this.target = target;
        this.arguments = arguments;
        this.beans = beans;
        this.result = null;
        this.error = null;
        this.durationMs = 0;
    }

    /**
     * Adds what is known when the work is over.
     * @param result what the method returned
     * @param error what it threw
     * @param durationMs how long it took, in milliseconds
     * @return these values and those
     */
    CallValues after(@Nullable Object result, @Nullable Throwable error, double durationMs) {
        return new CallValues(this, this.arguments, result, error, durationMs);
    }

    /**
     * What may be shown as text: a placeholder stands in for whatever is
     * {@link ai.opper.tracing.Sensitive}, so that no expression brings it to light.
     * @return these values, without the hidden ones
     */
    CallValues shown() {
        if (!this.method.hidesValues()) {
            return this;
        }
        List<Parameter> parameters = this.method.parameters();
        @Nullable Object[] visible = this.arguments.clone();
        for (int index = 0; index < visible.length; index++) {
            visible[index] = parameters.get(index).hidden() ? Redaction.PLACEHOLDER : visible[index];
        }
        Object outcome = (this.method.hidesResult() && this.result != null) ? Redaction.PLACEHOLDER : this.result;
        return new CallValues(this, visible, outcome, this.error, this.durationMs);
    }

    @Nullable Object[] arguments() {
        return this.arguments;
    }

    @Nullable Object target() {
        return this.target;
    }

    @Nullable Object result() {
        return this.result;
    }

    boolean hasFailed() {
        return this.error != null;
    }

    EvaluationContext evaluationContext() {
        EvaluationContext known = this.context;
        if (known == null) {
            known = newContext();
            this.context = known;
        }
        return known;
    }

    private EvaluationContext newContext() {
        StandardEvaluationContext context = new StandardEvaluationContext(this.target);
        context.setBeanResolver(this.beans);
        for (int index = 0; index < this.arguments.length; index++) {
            context.setVariable(this.method.parameters().get(index).name(), this.arguments[index]);
        }
        context.setVariable("args", this.arguments);
        context.setVariable("result", this.result);
        context.setVariable("error", this.error);
        context.setVariable("durationMs", this.durationMs);
        return context;
    }

}
