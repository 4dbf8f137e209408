// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Sees calls that go through a Spring proxy. */
final class TracedInterceptor implements MethodInterceptor {

    private static final Log logger = LogFactory.getLog(TracedInterceptor.class);

    private final Supplier<? extends @Nullable CallTracer> supplier;

    private final @Nullable Class<?> proxyType;

    private volatile @Nullable CallTracer tracer;

    /**
     * The tracer is asked for at the first call: proxies are made before most beans are.
     * @param supplier gives the tracer
     * @param proxyType the proxy's class where its interfaces may carry annotations that
     * the object behind it does not know, else {@code null}
     */
    TracedInterceptor(Supplier<? extends @Nullable CallTracer> supplier, @Nullable Class<?> proxyType) {
        this.supplier = supplier;
        this.proxyType = proxyType;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        CallTracer tracer = tracer();
        if (tracer == null) {
            return invocation.proceed();
        }
        Object target = invocation.getThis();
        Class<?> type = (target != null) ? target.getClass() : invocation.getMethod().getDeclaringClass();
        Method method = invocation.getMethod();
        if (SuspendingCalls.isSuspending(method)) {
            return traceSuspending(tracer, invocation, type);
        }
        return tracer.trace(method, type, this.proxyType, target, invocation.getArguments(), invocation::proceed);
    }

    /** The last argument is where the caller goes on, and nothing that it has passed. */
    private @Nullable Object traceSuspending(CallTracer tracer, MethodInvocation invocation, Class<?> type)
            throws Throwable {
        if (!SuspendingCalls.canBeSeen()) {
            return invocation.proceed();
        }
        @Nullable Object[] arguments = invocation.getArguments();
        return tracer.trace(invocation.getMethod(), type, this.proxyType, invocation.getThis(),
                Arrays.copyOf(arguments, arguments.length - 1),
                () -> SuspendingCalls.proceed(invocation, tracer.problems()));
    }

    /**
     * Takes no lock while beans are made, and does not fail a call that comes before the
     * tracer can be made.
     */
    private @Nullable CallTracer tracer() {
        CallTracer known = this.tracer;
        if (known == null) {
            known = obtain();
            this.tracer = known;
        }
        return known;
    }

    private @Nullable CallTracer obtain() {
        try {
            return this.supplier.get();
        }
        catch (RuntimeException | LinkageError ex) {
            logger.debug("This call is not recorded, since the tracer is not there yet", ex);
            return null;
        }
    }

}
