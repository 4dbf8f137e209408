// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** Sees calls that go through a Spring proxy. */
final class TracedInterceptor implements MethodInterceptor {

    private final SingletonSupplier<CallTracer> tracer;

    /**
     * The tracer is asked for at the first call: proxies are made before most beans are.
     */
    TracedInterceptor(Supplier<CallTracer> tracer) {
        this.tracer = SingletonSupplier.of(tracer);
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        Class<?> targetClass = (target != null) ? target.getClass() : invocation.getMethod().getDeclaringClass();
        return this.tracer.obtain()
            .trace(invocation.getMethod(), targetClass, target, invocation.getArguments(), invocation::proceed);
    }

}
