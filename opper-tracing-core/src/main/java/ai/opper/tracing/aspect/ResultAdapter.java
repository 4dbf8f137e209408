// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import org.jspecify.annotations.Nullable;

/**
 * Knows when the work behind a result is over, for results that are there before the work
 * is: futures, publishers, emitters.
 *
 * <p>
 * Asked on the application's threads. What it throws is counted, and the caller gets the
 * original result.
 */
public interface ResultAdapter {

    /**
     * Whether this adapter knows a type. Asked once for each declared return type and for
     * each class of result.
     * @param type a declared return type, or the class of a result
     * @return {@code true} to be asked for results of this type
     */
    boolean supports(Class<?> type);

    /**
     * Whether the work begins with a subscription. Then a method that declares the type
     * gets no span around its call, but one for each subscription.
     * @return {@code false} when the work begins with the call
     */
    boolean isDeferred();

    /**
     * Sees to it that a span is started where work begins and ended where it is over.
     * @param result what the method returned, never {@code null}
     * @param spans where to get a span; must be asked once for each piece of work
     * @return what the caller gets: the same object, or one that behaves the same
     */
    Object adapt(Object result, CallSpans spans);

    /** Gives the spans of one call to an adapter. */
    interface CallSpans {

        /**
         * Starts a span for a piece of work.
         * @param parent the observation that the work belongs to, or {@code null} to find
         * it on this thread
         * @return the span, to be ended once by whoever asked
         */
        CallSpan start(io.micrometer.observation.@Nullable Observation parent);

        /**
         * Adapts what is inside a result, such as the body of a response, with the
         * adapter that knows it. That adapter then asks for the spans.
         * @param part what is inside
         * @return what to put into its place, or {@code null} when no adapter knows it
         */
        @Nullable Object adapt(Object part);

    }

}
