// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;

/**
 * What a native image must know about one traced method: itself, the annotations that say
 * so, and the types of its arguments and result, which Jackson renders and whose methods
 * expressions call.
 *
 * @param method the method
 * @param owner the bean's type, which says what type variables stand for
 */
record TracedMethodHints(Method method, ResolvableType owner) {

    private static final BindingReflectionHintsRegistrar BINDING = new BindingReflectionHintsRegistrar();

    void register(RuntimeHints hints) {
        hints.reflection().registerMethod(this.method, ExecutableMode.INVOKE);
        annotationTypes()
            .forEach((type) -> hints.reflection().registerType(type, MemberCategory.INVOKE_DECLARED_METHODS));
        for (Class<?> type : payloadTypes()) {
            BINDING.registerReflectionHints(hints.reflection(), type);
            hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
        }
    }

    private Set<Class<?>> annotationTypes() {
        Set<Class<?>> types = new LinkedHashSet<>();
        Stream.of(this.method, this.method.getDeclaringClass(), this.owner.toClass())
            .map((element) -> MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY))
            .flatMap((found) -> Stream.concat(found.stream(Traced.class), found.stream(SpanMetric.class)))
            .forEach((found) -> types.addAll(found.getMetaTypes()));
        return types;
    }

    private Set<Class<?>> payloadTypes() {
        Set<Class<?>> types = new LinkedHashSet<>();
        Class<?> declaring = this.owner.toClass();
        addPayload(ResolvableType.forMethodReturnType(this.method, declaring), types);
        for (int index = 0; index < this.method.getParameterCount(); index++) {
            addPayload(ResolvableType.forMethodParameter(this.method, index, declaring), types);
        }
        return types;
    }

    /** What an asynchronous type will hold is rendered, not the type itself. */
    private static void addPayload(ResolvableType type, Set<Class<?>> types) {
        Class<?> raw = type.isArray() ? type.getComponentType().resolve() : type.resolve();
        if (raw != null && !isAsynchronous(raw) && raw != Object.class && !raw.isPrimitive()) {
            types.add(raw);
        }
        for (ResolvableType generic : type.getGenerics()) {
            addPayload(generic, types);
        }
    }

    private static boolean isAsynchronous(Class<?> type) {
        return ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
    }

}
