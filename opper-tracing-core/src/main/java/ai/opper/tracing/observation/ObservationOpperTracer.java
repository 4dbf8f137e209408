// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextScheduledExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.SpanBuilder;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;

/** The facade over {@link SpanTracer}. */
public final class ObservationOpperTracer implements OpperTracer {

    private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder().build();

    private final SpanTracer tracer;

    private final Function<Duration, FlushResult> flush;

    public ObservationOpperTracer(SpanTracer tracer, Function<Duration, FlushResult> flush) {
        this.tracer = tracer;
        this.flush = flush;
    }

    @Override
    public Span currentSpan() {
        return this.tracer.isSuppressed() ? OpperTracer.noop().currentSpan()
                : this.tracer.spanAt(this.tracer.currentObservation());
    }

    @Override
    public SpanBuilder span(String name) {
        return this.tracer.isSuppressed() ? OpperTracer.noop().span(name) : new Builder(name);
    }

    @Override
    public <T extends @Nullable Object> T inSpan(String name, Supplier<T> work) {
        return record(name, work::get);
    }

    @Override
    public void inSpan(String name, Runnable work) {
        try (Span span = span(name).start()) {
            try {
                work.run();
            }
            catch (Throwable ex) {
                span.error(ex);
                throw ex;
            }
        }
    }

    @Override
    public <T extends @Nullable Object> T inSpanChecked(String name, Callable<T> work) throws Exception {
        return record(name, work::call);
    }

    private <T extends @Nullable Object, X extends Exception> T record(String name, Work<T, X> work) throws X {
        try (Span span = span(name).start()) {
            T result;
            try {
                result = work.run();
            }
            catch (Throwable ex) {
                span.error(ex);
                throw ex;
            }
            span.output(result);
            return result;
        }
    }

    @Override
    public TraceScope with(TraceAttributes attributes) {
        return enter(Ambient.current().with(attributes));
    }

    @Override
    public TraceScope suppress() {
        return enter(Ambient.current().suppress());
    }

    private static TraceScope enter(Ambient inner) {
        Ambient.set(inner);
        return inner::leave;
    }

    @Override
    public Runnable wrap(Runnable work) {
        return SNAPSHOTS.captureAll().wrap(work);
    }

    @Override
    public <T extends @Nullable Object> Callable<T> wrap(Callable<T> work) {
        return SNAPSHOTS.captureAll().wrap(work);
    }

    @Override
    public Executor wrap(Executor executor) {
        return (task) -> executor.execute(wrap(task));
    }

    @Override
    public ExecutorService wrap(ExecutorService executor) {
        return ContextExecutorService.wrap(executor, SNAPSHOTS);
    }

    @Override
    public ScheduledExecutorService wrap(ScheduledExecutorService executor) {
        return ContextScheduledExecutorService.wrap(executor, SNAPSHOTS);
    }

    @Override
    public ThreadFactory wrap(ThreadFactory threads) {
        return (task) -> threads.newThread(wrap(task));
    }

    @Override
    public FlushResult flush(Duration timeout) {
        return this.flush.apply(timeout);
    }

    /** Work that gives a result. */
    @FunctionalInterface
    private interface Work<T extends @Nullable Object, X extends Exception> {

        T run() throws X;

    }

    private final class Builder implements SpanBuilder {

        private final String name;

        private final Map<String, @Nullable Object> tags = new LinkedHashMap<>();

        private String type = SpanType.CHAIN;

        private boolean newTrace;

        private boolean hasInput;

        private @Nullable Object input;

        /** Without a name there would be no span, and a span must not cost the work. */
        Builder(@Nullable String name) {
            this.name = (name != null) ? name : "unnamed";
        }

        @Override
        public SpanBuilder type(String type) {
            this.type = Objects.requireNonNullElse(type, SpanType.CHAIN);
            return this;
        }

        @Override
        public SpanBuilder input(@Nullable Object input) {
            this.input = input;
            this.hasInput = true;
            return this;
        }

        @Override
        public SpanBuilder tag(String key, @Nullable Object value) {
            this.tags.put(key, value);
            return this;
        }

        @Override
        public SpanBuilder newTrace() {
            this.newTrace = true;
            return this;
        }

        @Override
        public Span start() {
            ActiveSpan active = ObservationOpperTracer.this.tracer
                .start(new SpanSpec(this.name, this.type, this.newTrace), null);
            if (active == null) {
                return OpperTracer.noop().currentSpan();
            }
            StartedSpan span = new StartedSpan(active);
            if (this.hasInput) {
                span.input(this.input);
            }
            this.tags.forEach(span::tag);
            return span;
        }

    }

}
