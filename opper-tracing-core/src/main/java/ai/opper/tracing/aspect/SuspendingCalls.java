// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;

import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ClassUtils;

import ai.opper.tracing.span.Problems;

/**
 * Calls of Kotlin's suspending functions. Where kotlinx-coroutines-reactor is present,
 * Spring hands its interceptors a publisher for them, and awaits what they make of it.
 */
final class SuspendingCalls {

    private static final boolean ARE_PUBLISHERS = ClassUtils.isPresent("kotlinx.coroutines.reactor.MonoKt",
            SuspendingCalls.class.getClassLoader());

    private SuspendingCalls() {
    }

    static boolean isSuspending(Method method) {
        return KotlinDetector.isSuspendingFunction(method);
    }

    /** Whether their end can be seen. */
    static boolean canBeSeen() {
        return ARE_PUBLISHERS;
    }

    /** Goes on with a call, whose coroutine then knows its observation on any thread. */
    static @Nullable Object proceed(MethodInvocation invocation, Problems problems) throws Throwable {
        if (invocation instanceof ProxyMethodInvocation proxied) {
            proxied.setArguments(Observed.last(invocation.getArguments(), problems));
        }
        return invocation.proceed();
    }

    /**
     * The caller's continuation, with more in its context. Kept apart since Kotlin may be
     * missing.
     */
    private record Observed(Continuation<?> caller, CoroutineContext context) implements Continuation<Object> {

        static @Nullable Object[] last(@Nullable Object[] arguments, Problems problems) {
            @Nullable Object[] observed = arguments.clone();
            int last = arguments.length - 1;
            if (arguments[last] instanceof Continuation<?> caller) {
                observed[last] = new Observed(caller, caller.getContext().plus(new CoroutineObservation(problems)));
            }
            return observed;
        }

        @Override
        public CoroutineContext getContext() {
            return this.context;
        }

        @Override
        public void resumeWith(Object result) {
            this.caller.resumeWith(result);
        }

    }

}
