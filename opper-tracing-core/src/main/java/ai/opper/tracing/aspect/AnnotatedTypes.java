// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ConcurrentReferenceHashMap;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanMetrics;
import ai.opper.tracing.Traced;

/**
 * Knows the types that have an annotation of ours anywhere. Nearly all beans of an
 * application have none, and are spared the search that each method would need.
 */
final class AnnotatedTypes {

    private static final List<Class<? extends Annotation>> OURS = List.of(Traced.class, SpanMetric.class,
            SpanMetrics.class);

    private static final Map<Class<?>, Boolean> known = new ConcurrentReferenceHashMap<>();

    private AnnotatedTypes() {
    }

    /**
     * Whether an annotation of ours may apply to a method of a type: to itself, a
     * superclass, an interface, or a method of one of these, directly or by another
     * annotation.
     */
    static boolean include(Class<?> type) {
        Class<?> superclass = type.getSuperclass();
        return isAnnotated(type) || (superclass != null && include(superclass))
                || Arrays.stream(type.getInterfaces()).anyMatch(AnnotatedTypes::include);
    }

    private static boolean isAnnotated(Class<?> type) {
        return known.computeIfAbsent(type, AnnotatedTypes::look);
    }

    private static boolean look(Class<?> type) {
        if (!AnnotationUtils.isCandidateClass(type, OURS)) {
            return false;
        }
        try {
            return carriesOurs(type) || Arrays.stream(type.getDeclaredMethods()).anyMatch(AnnotatedTypes::carriesOurs);
        }
        catch (LinkageError ex) {
            // Something that the type mentions is not there; whoever searches it knows
            // better.
            return true;
        }
    }

    private static boolean carriesOurs(AnnotatedElement element) {
        MergedAnnotations annotations = MergedAnnotations.from(element);
        return OURS.stream().anyMatch(annotations::isPresent);
    }

}
