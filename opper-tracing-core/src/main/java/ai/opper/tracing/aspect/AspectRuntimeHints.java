// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.Iterator;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

import ai.opper.tracing.Sensitive;
import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanMetrics;
import ai.opper.tracing.SpanTag;
import ai.opper.tracing.Traced;

/**
 * Tells native images what is reflected on whatever the application looks like: our
 * annotations, and the proxies around streams. Called at build time.
 */
final class AspectRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        for (Class<?> annotation : new Class<?>[] { Traced.class, SpanMetric.class, SpanMetrics.class, SpanTag.class,
                Sensitive.class }) {
            hints.reflection().registerType(annotation, MemberCategory.INVOKE_DECLARED_METHODS);
        }
        for (Class<?> type : new Class<?>[] { Stream.class, IntStream.class, LongStream.class, DoubleStream.class,
                Iterator.class, PrimitiveIterator.OfInt.class, PrimitiveIterator.OfLong.class,
                PrimitiveIterator.OfDouble.class, Spliterator.class, Spliterator.OfInt.class, Spliterator.OfLong.class,
                Spliterator.OfDouble.class }) {
            hints.proxies().registerJdkProxy(type);
            hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
        }
    }

}
