// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes what a persistence provider has not loaded yet, without loading it.
 * Hibernate's and EclipseLink's types are found by name, since neither need be on the
 * class path.
 */
final class LazyValues {

    private static final String HIBERNATE_PROXY = "org.hibernate.proxy.HibernateProxy";

    private static final String HIBERNATE_COLLECTION = "org.hibernate.collection.spi.LazyInitializable";

    private static final String ECLIPSELINK_CONTAINER = "org.eclipse.persistence.indirection.IndirectContainer";

    /** All types whose methods are called here. */
    static final List<String> TYPES = List.of(HIBERNATE_PROXY, "org.hibernate.proxy.LazyInitializer",
            HIBERNATE_COLLECTION, ECLIPSELINK_CONTAINER);

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

    /** Whether a value is loaded when it is first asked, whatever it is now. */
    static boolean isLazy(Object value) {
        return CHECKS.get(value.getClass()).isPresent();
    }

    /**
     * What stands behind a proxy that is loaded already; anything else as it is.
     */
    static Object loaded(Object value) {
        Optional<Check> check = CHECKS.get(value.getClass());
        return (check.isPresent() && !check.get().isUnloaded(value)) ? check.get().loaded(value) : value;
    }

    /** The entity's class, where a type is that of a proxy for it. */
    static Class<?> userClass(Class<?> type) {
        Class<?> above = type.getSuperclass();
        return (above != null && CHECKS.get(type).orElse(null) instanceof ProxyCheck) ? above : type;
    }

    private static @Nullable Check checkFor(Class<?> type) {
        Class<?> proxy = above(type, HIBERNATE_PROXY);
        if (proxy != null) {
            Method initializer = method(proxy, "getHibernateLazyInitializer");
            Method unloaded = method(initializer.getReturnType(), "isUninitialized");
            Method loaded = method(initializer.getReturnType(), "getImplementation");
            return new ProxyCheck(initializer, unloaded, loaded);
        }
        Class<?> collection = above(type, HIBERNATE_COLLECTION);
        if (collection != null) {
            Method loaded = method(collection, "wasInitialized");
            return (value) -> !(Boolean) loaded.invoke(value);
        }
        Class<?> indirect = above(type, ECLIPSELINK_CONTAINER);
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

        default Object loaded(Object value) {
            return value;
        }

    }

    /**
     * Asks a proxy of Hibernate.
     *
     * @param initializer gives what knows about the proxy
     * @param unloaded whether the proxy has not been loaded
     * @param loaded gives the entity
     */
    private record ProxyCheck(Method initializer, Method unloaded, Method loaded) implements Check {

        @Override
        public boolean ask(Object value) throws ReflectiveOperationException {
            return (Boolean) this.unloaded.invoke(this.initializer.invoke(value));
        }

        @Override
        public Object loaded(Object value) {
            try {
                return this.loaded.invoke(this.initializer.invoke(value));
            }
            catch (ReflectiveOperationException ex) {
                return value;
            }
        }

    }

}
