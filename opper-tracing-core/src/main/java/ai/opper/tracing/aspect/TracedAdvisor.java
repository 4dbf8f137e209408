// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;

import org.springframework.aop.ClassFilter;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanMetrics;
import ai.opper.tracing.Traced;

/** Chooses the methods whose calls Spring's proxies show to us. */
final class TracedAdvisor extends StaticMethodMatcherPointcutAdvisor {

    private static final long serialVersionUID = 1L;

    TracedAdvisor(Supplier<CallTracer> tracer, int order) {
        super(new TracedInterceptor(tracer));
        setOrder(order);
        setClassFilter(mayCarryAnnotations());
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        return AnnotationReader.isAnnotated(method, targetClass);
    }

    /** Spares the JDK's and Spring's own classes the search. */
    private static ClassFilter mayCarryAnnotations() {
        return (type) -> AnnotationUtils.isCandidateClass(ClassUtils.getUserClass(type),
                List.of(Traced.class, SpanMetric.class, SpanMetrics.class));
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

}
