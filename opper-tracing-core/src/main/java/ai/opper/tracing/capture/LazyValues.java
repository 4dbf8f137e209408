// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes what a persistence provider has not loaded yet, without loading it.
 * Hibernate's and EclipseLink's types are found by name, since neither need be on the
 * class path.
 */
final class LazyValues {

    private static final ClassValue<Optional<Check>> CHECKS = new ClassValue<>() {

        @Override
        protected Optional<Check> computeValue(Class<?> type) {
            return Optional.ofNullable(checkFor(type));
        }

    };

    private LazyValues() {
    }

    static boolean isUnloaded(Object value) {
        Optional<Check> check = CHECKS.get(value.getClass());
        return check.isPresent() && check.get().isUnloaded(value);
    }

    private static @Nullable Check checkFor(Class<?> type) {
        Class<?> proxy = above(type, "org.hibernate.proxy.HibernateProxy");
        if (proxy != null) {
            Method initializer = method(proxy, "getHibernateLazyInitializer");
            Method unloaded = method(initializer.getReturnType(), "isUninitialized");
            return (value) -> (Boolean) unloaded.invoke(initializer.invoke(value));
        }
        Class<?> collection = above(type, "org.hibernate.collection.spi.LazyInitializable");
        if (collection != null) {
            Method loaded = method(collection, "wasInitialized");
            return (value) -> !(Boolean) loaded.invoke(value);
        }
        Class<?> indirect = above(type, "org.eclipse.persistence.indirection.IndirectContainer");
        if (indirect != null) {
            Method loaded = method(indirect, "isInstantiated");
            return (value) -> !(Boolean) loaded.invoke(value);
        }
        return null;
    }

    private static @Nullable Class<?> above(Class<?> type, String name) {
        for (Class<?> candidate = type; candidate != null; candidate = candidate.getSuperclass()) {
            Class<?> found = amongInterfaces(candidate, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Class<?> amongInterfaces(Class<?> type, String name) {
        if (type.getName().equals(name)) {
            return type;
        }
        return Arrays.stream(type.getInterfaces())
            .map((above) -> amongInterfaces(above, name))
            .filter((found) -> found != null)
            .findFirst()
            .orElse(null);
    }

    private static Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        }
        catch (NoSuchMethodException ex) {
            throw new IllegalStateException("The persistence provider's " + type.getName() + " has no " + name + "()",
                    ex);
        }
    }

    /** Asks one provider's type. A value that cannot be asked counts as not loaded. */
    @FunctionalInterface
    private interface Check {

        boolean ask(Object value) throws ReflectiveOperationException;

        default boolean isUnloaded(Object value) {
            try {
                return ask(value);
            }
            catch (ReflectiveOperationException ex) {
                return true;
            }
        }

    }

}
