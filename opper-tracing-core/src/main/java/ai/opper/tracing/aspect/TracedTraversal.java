// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * Tells the span of a stream when the iterator or spliterator that was taken from it has
 * no more elements. One that was split comes to its end in many places: then only closing
 * the stream tells.
 */
final class TracedTraversal implements InvocationHandler {

    private final Object traversal;

    private final CallSpan span;

    private volatile boolean split;

    private TracedTraversal(Object traversal, CallSpan span) {
        this.traversal = traversal;
        this.span = span;
    }

    /**
     * Watches a traversal.
     * @param type what kind of iterator or spliterator it is
     * @param traversal the iterator or spliterator
     * @param span the span of the stream
     * @return one that does the same
     */
    static Object of(Class<?> type, Object traversal, CallSpan span) {
        return Proxy.newProxyInstance(TracedTraversal.class.getClassLoader(), new Class<?>[] { type },
                new TracedTraversal(traversal, span));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "hasNext", "next", "nextInt", "nextLong", "nextDouble", "tryAdvance", "forEachRemaining" ->
                advance(method, arguments);
            case "trySplit" -> split(method);
            default -> call(method, arguments);
        };
    }

    private @Nullable Object advance(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            Object result = call(method, arguments);
            if (isOver(method, result)) {
                end();
            }
            return result;
        }
        catch (NoSuchElementException ex) {
            end();
            throw ex;
        }
        catch (Throwable ex) {
            this.span.fail(ex);
            throw ex;
        }
    }

    /** What {@code next} returns is an element, even if it is {@code false}. */
    private static boolean isOver(Method method, @Nullable Object result) {
        Class<?> type = method.getReturnType();
        return type == void.class || (type == boolean.class && Boolean.FALSE.equals(result));
    }

    private void end() {
        if (!this.split) {
            this.span.completeElements();
        }
    }

    private @Nullable Object split(Method method) throws Throwable {
        Object part = call(method, null);
        this.split |= part != null;
        return part;
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(this.traversal, arguments);
        }
        catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

}
