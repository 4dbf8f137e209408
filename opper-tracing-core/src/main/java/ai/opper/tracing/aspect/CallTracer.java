// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.BeanResolver;

import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.observation.SpanSpec;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.span.Problem;

/**
 * Records a call, whoever saw it. The one promise: the caller sees exactly what the
 * method returned or threw.
 */
public final class CallTracer {

    private final SpanTracer tracer;

    private final TracedMethods methods;

    private final ResultAdapters adapters;

    private final @Nullable BeanResolver beans;

    /**
     * Makes a tracer of calls.
     * @param tracer opens spans
     * @param adapters adapters of the user's, asked before ours
     * @param beans how expressions find beans, or {@code null} if they cannot
     */
    public CallTracer(SpanTracer tracer, List<ResultAdapter> adapters, @Nullable BeanResolver beans) {
        this.tracer = tracer;
        this.adapters = new ResultAdapters(adapters);
        this.methods = new TracedMethods(new AnnotationReader(this.adapters, tracer.recording().problems()));
        this.beans = beans;
    }

    @Nullable Object trace(Method method, Class<?> targetClass, @Nullable Object target, @Nullable Object[] arguments,
            Proceeding proceeding) throws Throwable {
        TracedMethod traced = this.methods.find(method, targetClass);
        if (traced.isNone() || this.tracer.isSuppressed()) {
            return proceeding.proceed();
        }
        return record(call(traced, target, arguments), traced, proceeding);
    }

    private Call call(TracedMethod traced, @Nullable Object target, @Nullable Object[] arguments) {
        return new Call(this.tracer, traced, target, arguments, this.beans);
    }

    /** As {@link #trace}, but a call that a proxy has recorded already passes. */
    @Nullable Object traceWoven(Method method, Class<?> targetClass, @Nullable Object target, @Nullable Object[] arguments,
            Proceeding proceeding) throws Throwable {
        TracedMethod traced = this.methods.find(method, targetClass);
        if (traced.isNone() || this.tracer.isSuppressed()) {
            return proceeding.proceed();
        }
        SpanSpec around = this.tracer.currentSpec();
        if (around != null && around.origin() instanceof Call call && call.isOf(traced, target) && call.enter()) {
            try {
                return proceeding.proceed();
            }
            finally {
                call.exit();
            }
        }
        Call call = call(traced, target, arguments);
        call.enter();
        return record(call, traced, proceeding);
    }

    private @Nullable Object record(Call call, TracedMethod traced, Proceeding proceeding) throws Throwable {
        if (traced.deferred() != null) {
            return recordLater(traced.deferred(), call, proceeding);
        }
        CallSpan span = call.open();
        Object result;
        try (ActiveSpan.Scope scope = span.makeCurrent()) {
            result = proceeding.proceed();
        }
        catch (Throwable ex) {
            span.fail(ex);
            throw ex;
        }
        return finish(call, span, result);
    }

    private @Nullable Object finish(Call call, CallSpan span, @Nullable Object result) {
        if (result != null) {
            ResultAdapter adapter = this.adapters.find(result.getClass());
            if (adapter != null) {
                return adapt(adapter, result, call);
            }
        }
        span.complete(result);
        return result;
    }

    private @Nullable Object recordLater(ResultAdapter adapter, Call call, Proceeding proceeding) throws Throwable {
        call.renderInput();
        Object result;
        try {
            result = proceeding.proceed();
        }
        catch (Throwable ex) {
            call.start(null).fail(ex);
            throw ex;
        }
        return (result != null) ? adapt(adapter, result, call) : null;
    }

    private Object adapt(ResultAdapter adapter, Object result, Call call) {
        if (result instanceof TracedResult traced && traced.spans() instanceof Call inner && inner.isSameAs(call)) {
            return result;
        }
        try {
            return adapter.adapt(result, call);
        }
        catch (RuntimeException | LinkageError ex) {
            this.tracer.recording()
                .problems()
                .report(Problem.RECORDING_FAILED, adapter.getClass().getName(), "this result adapter failed", ex);
            call.start(null).complete(null);
            return result;
        }
    }

    /** Goes on with the call. */
    @FunctionalInterface
    interface Proceeding {

        @Nullable Object proceed() throws Throwable;

    }

}
