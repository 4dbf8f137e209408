// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.time.Duration;
import java.util.concurrent.Callable;
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
     * Sends what is finished, held spans too, and waits for it. For tests, short-lived
     * programs and serverless functions; a running application has no need of it.
     * @param timeout how long to wait at most
     * @return what was stored, is still waiting, or was dropped
     */
    FlushResult flush(Duration timeout);

}
