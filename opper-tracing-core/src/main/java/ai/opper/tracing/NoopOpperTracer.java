// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** The tracer of an application that records nothing. */
final class NoopOpperTracer implements OpperTracer {

    static final OpperTracer INSTANCE = new NoopOpperTracer();

    private static final TraceScope SCOPE = () -> {
    };

    private NoopOpperTracer() {
    }

    @Override
    public Span currentSpan() {
        return NoopSpan.INSTANCE;
    }

    @Override
    public SpanBuilder span(String name) {
        return NoopSpan.BUILDER;
    }

    @Override
    public <T extends @Nullable Object> T inSpan(String name, Supplier<T> work) {
        return work.get();
    }

    @Override
    public void inSpan(String name, Runnable work) {
        work.run();
    }

    @Override
    public <T extends @Nullable Object> T inSpanChecked(String name, Callable<T> work) throws Exception {
        return work.call();
    }

    @Override
    public TraceScope with(TraceAttributes attributes) {
        return SCOPE;
    }

    @Override
    public TraceScope suppress() {
        return SCOPE;
    }

    @Override
    public FlushResult flush(Duration timeout) {
        return new FlushResult(0, 0, 0);
    }

}
