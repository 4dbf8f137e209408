// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;

/**
 * Sees calls in classes that AspectJ has woven, at compile time or at load time:
 * self-invocation, private and static methods, and objects that are no beans.
 *
 * <p>
 * AspectJ asks for the only instance, so the work is handed over by a static door. An
 * annotation on an interface's method cannot be seen by AspectJ; one on the interface, on
 * the class or on the method itself can.
 */
@Aspect
public final class TracedAspect {

    private static final TracedAspect INSTANCE = new TracedAspect();

    private static volatile @Nullable CallTracer tracer;

    /**
     * Gives AspectJ the aspect. AspectJ would add this method itself if it had woven this
     * class; classes are woven without that when this one is loaded first or by another
     * loader.
     * @return the only instance
     */
    public static TracedAspect aspectOf() {
        return INSTANCE;
    }

    /**
     * Tells AspectJ that {@link #aspectOf()} has an answer.
     * @return {@code true}
     */
    public static boolean hasAspect() {
        return true;
    }

    /**
     * Lets woven calls be recorded.
     * @param tracer what does the work, or {@code null} to record nothing
     */
    public static void use(@Nullable CallTracer tracer) {
        TracedAspect.tracer = tracer;
    }

    /**
     * Lets woven calls be recorded no longer, unless somebody else took over.
     * @param tracer what did the work
     */
    public static void release(CallTracer tracer) {
        if (TracedAspect.tracer == tracer) {
            TracedAspect.tracer = null;
        }
    }

    @Around("execution(@ai.opper.tracing.Traced * *(..))" + " || execution(@(@ai.opper.tracing.Traced *) * *(..))"
            + " || execution(public !static * (@ai.opper.tracing.Traced *).*(..))"
            + " || execution(public !static * (@(@ai.opper.tracing.Traced *) *).*(..))"
            + " || execution(@ai.opper.tracing.SpanMetric * *(..))"
            + " || execution(@ai.opper.tracing.SpanMetrics * *(..))"
            + " || execution(@(@ai.opper.tracing.SpanMetric *) * *(..))"
            + " || execution(@(@ai.opper.tracing.SpanMetrics *) * *(..))")
    public @Nullable Object trace(ProceedingJoinPoint call) throws Throwable {
        CallTracer current = tracer;
        if (current == null) {
            return call.proceed();
        }
        Method method = ((MethodSignature) call.getSignature()).getMethod();
        Object target = call.getTarget();
        Class<?> targetClass = (target != null) ? target.getClass() : method.getDeclaringClass();
        return current.traceWoven(method, targetClass, target, call.getArgs(), call::proceed);
    }

}
