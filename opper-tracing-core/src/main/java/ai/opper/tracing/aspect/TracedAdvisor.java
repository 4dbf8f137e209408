// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanMetrics;
import ai.opper.tracing.Traced;

/** Chooses the methods whose calls Spring's proxies show to us. */
final class TracedAdvisor extends StaticMethodMatcherPointcutAdvisor {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<? extends @Nullable CallTracer> tracer;

    private final @Nullable Class<?> proxyType;

    TracedAdvisor(Supplier<? extends @Nullable CallTracer> tracer, int order) {
        this(tracer, order, null);
    }

    private TracedAdvisor(Supplier<? extends @Nullable CallTracer> tracer, int order, @Nullable Class<?> proxyType) {
        super(new TracedInterceptor(tracer, proxyType));
        this.tracer = tracer;
        this.proxyType = proxyType;
        setOrder(order);
        setClassFilter(TracedAdvisor::mayCarryAnnotations);
    }

    /** The same for one proxy whose interfaces the object behind it does not know. */
    TracedAdvisor lookingAt(Class<?> proxyType) {
        return new TracedAdvisor(this.tracer, getOrder(), proxyType);
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        return AnnotationReader.isAnnotated(method, targetClass)
                || (this.proxyType != null && AnnotationReader.isAnnotated(method, this.proxyType));
    }

    /** Spares the JDK's own classes the search. */
    private static boolean mayCarryAnnotations(Class<?> type) {
        return AnnotationUtils.isCandidateClass(ClassUtils.getUserClass(type),
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
