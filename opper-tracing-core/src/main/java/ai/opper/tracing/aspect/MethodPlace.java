// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import ai.opper.tracing.Sensitive;

/**
 * A method of a type, and where its annotations may stand.
 *
 * @param method the method that runs; for a JDK proxy the interface's method
 * @param type the class that the user wrote, or the class of a JDK proxy
 * @param candidates the method, and those of the type's interfaces that it implements
 * without its own class knowing them, nearest first
 */
record MethodPlace(Method method, Class<?> type, List<Method> candidates) {

    static MethodPlace of(Method called, Class<?> targetClass) {
        if (Proxy.isProxyClass(targetClass)) {
            return new MethodPlace(called, targetClass, List.of(called));
        }
        Class<?> type = ClassUtils.getUserClass(targetClass);
        Method method = AopUtils.getMostSpecificMethod(called, type);
        return new MethodPlace(method, type, candidates(called, method, type));
    }

    private static List<Method> candidates(Method called, Method method, Class<?> type) {
        Set<Method> candidates = new LinkedHashSet<>();
        candidates.add(method);
        candidates.add(called);
        if (method.getDeclaringClass() != type && Modifier.isPublic(method.getModifiers())) {
            for (Class<?> contract : ClassUtils.getAllInterfacesForClassAsSet(type)) {
                declarations(contract, method, type).forEach(candidates::add);
            }
        }
        return List.copyOf(candidates);
    }

    private static List<Method> declarations(Class<?> contract, Method method, Class<?> type) {
        List<Method> declarations = new ArrayList<>();
        for (Method declared : contract.getMethods()) {
            if (declared.getName().equals(method.getName())
                    && declared.getParameterCount() == method.getParameterCount()
                    && AopUtils.getMostSpecificMethod(declared, type).equals(method)) {
                declarations.add(declared);
            }
        }
        return declarations;
    }

    /** Whether an annotation on a class means this method, too. */
    boolean isOrdinary() {
        return Modifier.isPublic(this.method.getModifiers()) && !Modifier.isStatic(this.method.getModifiers())
                && !this.method.isSynthetic() && !ReflectionUtils.isObjectMethod(this.method);
    }

    /** An annotated interface speaks for its own methods only, a class for all. */
    boolean isDeclaredBy(@Nullable Object source) {
        if (!(source instanceof Class<?> contract) || !contract.isInterface()) {
            return true;
        }
        return Proxy.isProxyClass(this.type) ? Arrays.asList(contract.getMethods()).contains(this.method)
                : !declarations(contract, this.method, this.type).isEmpty();
    }

    boolean isSensitive() {
        return this.candidates.stream()
            .anyMatch((method) -> AnnotatedElementUtils.hasAnnotation(method, Sensitive.class))
                || AnnotatedElementUtils.hasAnnotation(this.method.getReturnType(), Sensitive.class);
    }

    /** The method as its user knows it: the name of the user's type, and its own. */
    String userName() {
        return (Proxy.isProxyClass(this.type) ? contract() : this.type).getSimpleName() + '.' + this.method.getName();
    }

    private Class<?> contract() {
        return Arrays.stream(this.type.getInterfaces())
            .filter((contract) -> this.method.getDeclaringClass().isAssignableFrom(contract))
            .findFirst()
            .orElse(this.method.getDeclaringClass());
    }

    /** The method as a reader of the code finds it. */
    String declaringName() {
        return this.method.getDeclaringClass().getSimpleName() + '.' + this.method.getName();
    }

}
