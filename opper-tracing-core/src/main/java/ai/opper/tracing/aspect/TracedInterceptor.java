// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Sees calls that go through a Spring proxy. */
final class TracedInterceptor implements MethodInterceptor {

    private final CallTracer tracer;

    TracedInterceptor(CallTracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        Class<?> targetClass = (target != null) ? target.getClass() : invocation.getMethod().getDeclaringClass();
        return this.tracer.trace(invocation.getMethod(), targetClass, target, invocation.getArguments(),
                invocation::proceed);
    }

}
