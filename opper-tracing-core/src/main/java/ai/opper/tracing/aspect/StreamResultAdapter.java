// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.Set;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Ends the span of a stream with its terminal operation, or when it is closed. For
 * methods that declare one of the JDK's streams and nothing more special.
 */
final class StreamResultAdapter implements ResultAdapter {

    private static final Set<Class<?>> TYPES = Set.of(Stream.class, IntStream.class, LongStream.class,
            DoubleStream.class);

    @Override
    public boolean supports(Class<?> type) {
        return TYPES.contains(type);
    }

    @Override
    public boolean isDeferred() {
        return false;
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        return TracedStream.of((BaseStream<?, ?>) result, spans.start(null));
    }

}
