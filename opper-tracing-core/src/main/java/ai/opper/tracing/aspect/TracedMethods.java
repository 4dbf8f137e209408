// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.core.MethodClassKey;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/** Remembers what the annotations of each method say. Thread-safe. */
final class TracedMethods {

    private final Map<MethodClassKey, TracedMethod> known = new ConcurrentHashMap<>();

    private final AnnotationReader reader;

    private final Problems problems;

    TracedMethods(AnnotationReader reader, Problems problems) {
        this.reader = reader;
        this.problems = problems;
    }

    /**
     * Looks a method up.
     * @param method the method that was called, perhaps of an interface
     * @param targetClass the class of the object it was called on
     * @return what its annotations say, or {@link TracedMethod#NONE}
     */
    TracedMethod find(Method method, Class<?> targetClass) {
        MethodClassKey key = new MethodClassKey(method, targetClass);
        TracedMethod found = this.known.get(key);
        if (found == null) {
            found = read(method, targetClass);
            this.known.put(key, found);
        }
        return found;
    }

    private TracedMethod read(Method method, Class<?> targetClass) {
        try {
            return this.reader.read(method, targetClass);
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED,
                    method.getDeclaringClass().getSimpleName() + '.' + method.getName(),
                    "the annotations of this method could not be read", ex);
            return TracedMethod.NONE;
        }
    }

}
