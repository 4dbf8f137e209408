// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;

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
        setClassFilter(
                (type) -> AnnotatedTypes.include(type) || (proxyType != null && AnnotatedTypes.include(proxyType)));
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

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

}
