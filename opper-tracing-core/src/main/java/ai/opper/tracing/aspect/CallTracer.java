// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.BeanResolver;

import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * Records a call, whoever saw it. The one promise: the caller sees exactly what the
 * method returned or threw.
 */
public final class CallTracer {

    /**
     * The call that a proxy has recorded and whose woven body has not been reached yet.
     */
    private static final ThreadLocal<@Nullable Call> AHEAD = new ThreadLocal<>();

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
        this.adapters = new ResultAdapters(adapters, tracer.recording().problems());
        this.methods = new TracedMethods(new AnnotationReader(this.adapters, tracer.recording().problems()),
                tracer.recording().problems());
        this.beans = beans;
    }

    Problems problems() {
        return this.tracer.recording().problems();
    }

    /**
     * Records a call that a proxy has seen.
     * @param method the method that was called, perhaps of an interface
     * @param type the class of the object behind the proxy
     * @param proxyType the proxy's class where its interfaces may carry annotations that
     * the object does not know, else {@code null}
     * @param target the object behind the proxy, if there is one
     * @param arguments the arguments
     * @param proceeding goes on with the call
     * @return what the method returned
     * @throws Throwable what the method threw
     */
    @Nullable Object trace(Method method, Class<?> type, @Nullable Class<?> proxyType, @Nullable Object target,
            @Nullable Object[] arguments, Proceeding proceeding) throws Throwable {
        if (this.tracer.isSuppressed()) {
            return proceeding.proceed();
        }
        TracedMethod traced = this.methods.find(method, type);
        if (traced.isNone() && proxyType != null) {
            traced = this.methods.find(method, proxyType);
        }
        if (traced.isNone()) {
            return proceeding.proceed();
        }
        Call call = new Call(this.tracer, traced, target, arguments, this.beans);
        return record(call, traced.woven() ? announcing(call, proceeding) : proceeding);
    }

    /** Lets the woven body know that its call is recorded already. */
    private static Proceeding announcing(Call call, Proceeding proceeding) {
        return () -> {
            Call before = AHEAD.get();
            AHEAD.set(call);
            try {
                return proceeding.proceed();
            }
            finally {
                AHEAD.set(before);
            }
        };
    }

    /**
     * As {@link #trace}, but a call that a proxy has recorded already passes. So does a
     * suspending function, whose body is entered again whenever it goes on.
     */
    @Nullable Object traceWoven(Method method, Class<?> type, @Nullable Object target, @Nullable Object[] arguments,
            Proceeding proceeding) throws Throwable {
        if (this.tracer.isSuppressed() || SuspendingCalls.isSuspending(method)) {
            return proceeding.proceed();
        }
        TracedMethod traced = this.methods.find(method, type);
        if (traced.isNone()) {
            return proceeding.proceed();
        }
        Call ahead = AHEAD.get();
        if (ahead != null && ahead.isOf(traced, target)) {
            return proceedBelow(ahead, proceeding);
        }
        return record(new Call(this.tracer, traced, target, arguments, this.beans), proceeding);
    }

    /** What the body calls, itself included, are calls of their own. */
    private static @Nullable Object proceedBelow(Call call, Proceeding proceeding) throws Throwable {
        AHEAD.remove();
        try {
            return proceeding.proceed();
        }
        finally {
            AHEAD.set(call);
        }
    }

    private @Nullable Object record(Call call, Proceeding proceeding) throws Throwable {
        ResultAdapter deferred = call.method().deferred();
        if (deferred != null) {
            return recordLater(deferred, call, proceeding);
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
        ResultAdapter adapter = (result != null) ? adapterFor(result, call.method()) : null;
        if (result != null && adapter != null) {
            return adapt(adapter, result, call);
        }
        span.complete(result);
        return result;
    }

    private @Nullable ResultAdapter adapterFor(Object result, TracedMethod method) {
        ResultAdapter adapter = this.adapters.find(result.getClass());
        return (adapter != null) ? adapter : this.adapters.find(method.returnType());
    }

    private @Nullable Object recordLater(ResultAdapter adapter, Call call, Proceeding proceeding) throws Throwable {
        Shield.run(call.problems(), call.method().place(), "the input could not be rendered", call::renderInput);
        Object result;
        try {
            result = proceeding.proceed();
        }
        catch (Throwable ex) {
            call.start(null).fail(ex);
            throw ex;
        }
        if (result == null) {
            return null;
        }
        ResultAdapter nearest = this.adapters.find(result.getClass());
        return adapt((nearest != null) ? nearest : adapter, result, call);
    }

    private Object adapt(ResultAdapter adapter, Object result, Call call) {
        try {
            Object adapted = new AdaptedCall(call, this.adapters).adapt(adapter, result);
            if (call.method().mayReturn(result, adapted)) {
                return adapted;
            }
        }
        catch (Throwable ex) {
            call.problems()
                .report(Problem.RECORDING_FAILED, adapter.getClass().getName(), "this result adapter failed", ex);
        }
        call.abandon(result);
        return result;
    }

    /** Goes on with the call. */
    @FunctionalInterface
    interface Proceeding {

        @Nullable Object proceed() throws Throwable;

    }

}
