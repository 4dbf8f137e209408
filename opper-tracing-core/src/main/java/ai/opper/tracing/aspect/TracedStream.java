// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Hands each operation to the stream itself, so laziness, order, size and parallel work
 * stay as they are, and tells a span when a terminal operation is over.
 *
 * <p>
 * A terminal operation does the work of the stream and that of its caller in one go. The
 * span is not made current for it: what the caller does is not a part of the stream.
 */
final class TracedStream implements InvocationHandler {

    private final BaseStream<?, ?> stream;

    private final CallSpan span;

    private TracedStream(BaseStream<?, ?> stream, CallSpan span) {
        this.stream = stream;
        this.span = span;
    }

    static BaseStream<?, ?> of(BaseStream<?, ?> stream, CallSpan span) {
        return around(noting(stream, span), span);
    }

    private static BaseStream<?, ?> noting(BaseStream<?, ?> stream, CallSpan span) {
        if (stream instanceof IntStream ints) {
            return ints.peek(span::element);
        }
        if (stream instanceof LongStream longs) {
            return longs.peek(span::element);
        }
        if (stream instanceof DoubleStream doubles) {
            return doubles.peek(span::element);
        }
        return ((Stream<?>) stream).peek((element) -> note(element, span));
    }

    private static void note(@Nullable Object element, CallSpan span) {
        if (element != null) {
            span.element(element);
        }
    }

    private static BaseStream<?, ?> around(BaseStream<?, ?> stream, CallSpan span) {
        return (BaseStream<?, ?>) Proxy.newProxyInstance(TracedStream.class.getClassLoader(),
                new Class<?>[] { typeOf(stream) }, new TracedStream(stream, span));
    }

    private static Class<?> typeOf(BaseStream<?, ?> stream) {
        if (stream instanceof IntStream) {
            return IntStream.class;
        }
        if (stream instanceof LongStream) {
            return LongStream.class;
        }
        return (stream instanceof DoubleStream) ? DoubleStream.class : Stream.class;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString", "isParallel" -> call(method, arguments);
            case "close" -> close(method);
            default -> operate(proxy, method, arguments);
        };
    }

    /** A stream that is closed before its end is one that nobody wanted any longer. */
    private @Nullable Object close(Method method) throws Throwable {
        try {
            return call(method, null);
        }
        finally {
            this.span.cancel();
        }
    }

    private @Nullable Object operate(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Object result;
        try {
            result = call(method, arguments);
        }
        catch (Throwable ex) {
            this.span.fail(ex);
            throw ex;
        }
        if (result instanceof BaseStream<?, ?> next) {
            return (next == this.stream) ? proxy : around(next, this.span);
        }
        if (result instanceof Iterator || result instanceof Spliterator) {
            return TracedTraversal.of(method.getReturnType(), result, this.span);
        }
        this.span.completeElements();
        return result;
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(this.stream, arguments);
        }
        catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

}
