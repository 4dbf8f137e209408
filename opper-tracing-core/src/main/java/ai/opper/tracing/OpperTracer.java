// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Records spans where an annotation cannot stand, and reaches the span that is current. A
 * bean; safe for use by any thread.
 *
 * <p>
 * Nothing here throws because of tracing: what the given work returns or throws is what
 * the caller sees.
 */
public interface OpperTracer {

    /**
     * A tracer that records nothing.
     * @return the tracer
     */
    static OpperTracer noop() {
        return NoopOpperTracer.INSTANCE;
    }

    /**
     * The span around the caller.
     * @return the current span, or a no-op span when there is none
     */
    Span currentSpan();

    /**
     * Describes a new span.
     * @param name a stable name
     * @return a builder
     */
    SpanBuilder span(String name);

    /**
     * Runs work inside a span whose output is the work's result.
     * @param <T> the result's type
     * @param name the span's name
     * @param work the work
     * @return what the work returned
     */
    <T extends @Nullable Object> T inSpan(String name, Supplier<T> work);

    /**
     * Runs work inside a span.
     * @param name the span's name
     * @param work the work
     */
    void inSpan(String name, Runnable work);

    /**
     * Runs work that may throw inside a span whose output is the work's result.
     * @param <T> the result's type
     * @param name the span's name
     * @param work the work
     * @return what the work returned
     * @throws Exception what the work threw
     */
    <T extends @Nullable Object> T inSpanChecked(String name, Callable<T> work) throws Exception;

    /**
     * Gives every span that starts inside the scope these attributes.
     * @param attributes session, user, tags, metadata; they lie over those of an outer
     * scope
     * @return the scope, to be closed on this thread
     */
    TraceScope with(TraceAttributes attributes);

    /**
     * Records nothing inside the scope.
     * @return the scope, to be closed on this thread
     */
    TraceScope suppress();

    /**
     * Gives work the context of the caller, wherever it runs: the current span, what
     * {@link #with} and {@link #suppress} set, and whatever else is registered with
     * Micrometer's context propagation. All of it is captured now.
     * @param work the work
     * @return the same work, in this context
     */
    default Runnable wrap(Runnable work) {
        return work;
    }

    /**
     * Gives work the context of the caller, which is captured now.
     * @param <T> the result's type
     * @param work the work
     * @return the same work, in this context
     * @see #wrap(Runnable)
     */
    default <T extends @Nullable Object> Callable<T> wrap(Callable<T> work) {
        return work;
    }

    /**
     * Gives each task the context of whoever hands it over. Something that is both an
     * executor and a thread factory, such as Spring's {@code ThreadPoolTaskExecutor}, has
     * to be declared as one of them.
     * @param executor where tasks run
     * @return an executor that captures the context when it is given a task
     * @see #wrap(Runnable)
     */
    @SuppressWarnings("overloads")
    default Executor wrap(Executor executor) {
        return executor;
    }

    /**
     * Gives each task the context of whoever hands it over.
     * @param executor where tasks run
     * @return an executor that captures the context when it is given a task; it is shut
     * down together with the one it wraps
     * @see #wrap(Runnable)
     */
    default ExecutorService wrap(ExecutorService executor) {
        return executor;
    }

    /**
     * Gives each task the context of whoever schedules it; a repeated task keeps it in
     * each of its runs.
     * @param executor where tasks run
     * @return an executor that captures the context when it is given a task; it is shut
     * down together with the one it wraps
     * @see #wrap(Runnable)
     */
    default ScheduledExecutorService wrap(ScheduledExecutorService executor) {
        return executor;
    }

    /**
     * Gives each new thread the context of whoever asks for it. For threads that run one
     * piece of work, such as virtual threads; those of a pool outlive the work that
     * happened to create them, so wrap the executor instead.
     * @param threads makes the threads
     * @return a factory that captures the context in {@code newThread}
     * @see #wrap(Runnable)
     */
    @SuppressWarnings("overloads")
    default ThreadFactory wrap(ThreadFactory threads) {
        return threads;
    }

    /**
     * Sends what is finished, held spans too, and waits for it. For tests, short-lived
     * programs and serverless functions; a running application has no need of it.
     * @param timeout how long to wait at most
     * @return what was stored, is still waiting, or was dropped
     */
    FlushResult flush(Duration timeout);

}
