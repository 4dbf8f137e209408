// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.core.MethodClassKey;

/** Remembers what the annotations of each method say. Thread-safe. */
final class TracedMethods {

    private final Map<MethodClassKey, TracedMethod> known = new ConcurrentHashMap<>();

    private final AnnotationReader reader;

    TracedMethods(AnnotationReader reader) {
        this.reader = reader;
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
            found = this.reader.read(method, targetClass);
            this.known.put(key, found);
        }
        return found;
    }

}
