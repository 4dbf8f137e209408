// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.BeanResolver;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.spel.support.StandardEvaluationContext;

import ai.opper.tracing.capture.PayloadCapture.Parameter;

/**
 * What the expressions of one call see.
 *
 * @param target the object the method was called on, {@code null} for a static method
 * @param parameters the parameters' names
 * @param arguments the arguments
 * @param beans how to find beans, if there is a bean factory
 * @param result what the method returned
 * @param error what it threw
 * @param durationMs how long it took, in milliseconds
 */
@SuppressWarnings("ArrayRecordComponent")
record CallValues(@Nullable Object target, List<Parameter> parameters, @Nullable Object[] arguments,
        @Nullable BeanResolver beans, @Nullable Object result, @Nullable Throwable error, double durationMs) {

    CallValues after(@Nullable Object result, @Nullable Throwable error, double durationMs) {
        return new CallValues(this.target, this.parameters, this.arguments, this.beans, result, error, durationMs);
    }

    boolean hasSameArgumentsAs(CallValues other) {
        return IntStream.range(0, this.arguments.length)
            .allMatch((index) -> this.arguments[index] == other.arguments[index]);
    }

    EvaluationContext evaluationContext() {
        StandardEvaluationContext context = new StandardEvaluationContext(this.target);
        context.setBeanResolver(this.beans);
        for (int index = 0; index < this.arguments.length; index++) {
            context.setVariable(this.parameters.get(index).name(), this.arguments[index]);
        }
        context.setVariable("args", this.arguments);
        context.setVariable("result", this.result);
        context.setVariable("error", this.error);
        context.setVariable("durationMs", this.durationMs);
        return context;
    }

}
