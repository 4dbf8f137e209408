// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.asm.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanMetrics;
import ai.opper.tracing.Traced;
import ai.opper.tracing.aspect.check.ClassFile.Mark;

/**
 * Knows what annotations mean, those that carry others too. Loads annotations, and no
 * other classes. Not thread-safe.
 */
final class AnnotationMarks {

    private final Map<String, Set<Mark>> known = new HashMap<>();

    private final @Nullable ClassLoader loader;

    AnnotationMarks(@Nullable ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Looks an annotation up.
     * @param descriptor its type, as the JVM writes it
     * @return what it means, mostly nothing
     */
    Set<Mark> of(String descriptor) {
        return this.known.computeIfAbsent(descriptor, (key) -> read(Type.getType(key).getClassName()));
    }

    private Set<Mark> read(String name) {
        if (name.startsWith("org.junit.") || name.startsWith("org.testng.")) {
            return Set.of(Mark.TEST);
        }
        if (name.equals("jakarta.inject.Named")) {
            return Set.of(Mark.COMPONENT);
        }
        if (name.startsWith("java.") || name.startsWith("kotlin.") || name.startsWith("org.jspecify.")) {
            return Set.of();
        }
        try {
            return read(ClassUtils.forName(name, this.loader));
        }
        catch (ClassNotFoundException | LinkageError ex) {
            return Set.of();
        }
    }

    private static Set<Mark> read(Class<?> annotation) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (is(annotation, Traced.class) || is(annotation, SpanMetric.class) || is(annotation, SpanMetrics.class)) {
            marks.add(Mark.TRACED);
        }
        if (is(annotation, Component.class)) {
            marks.add(Mark.COMPONENT);
        }
        if (is(annotation, Bean.class)) {
            marks.add(Mark.BEAN);
        }
        return marks;
    }

    private static boolean is(Class<?> annotation, Class<? extends java.lang.annotation.Annotation> wanted) {
        return annotation == wanted || AnnotatedElementUtils.isAnnotated(annotation, wanted);
    }

}
