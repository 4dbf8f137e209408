// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.ActiveSpan;

/**
 * The span of one piece of work, in the hands of whoever knows when it is over. Only the
 * first of {@link #complete}, {@link #completeElements}, {@link #fail} and
 * {@link #cancel} counts. Never throws; any thread.
 */
public interface CallSpan {

    /**
     * The observation of the work, for reactive contexts.
     * @return the observation, or {@code null} when there is none
     */
    @Nullable Observation observation();

    /**
     * Makes the span current on this thread.
     * @return the scope, to be closed on this thread
     */
    ActiveSpan.Scope makeCurrent();

    /**
     * Makes what is above the span current on this thread, if the span is current now.
     * @return the scope, to be closed on this thread
     */
    ActiveSpan.Scope leave();

    /**
     * Notes an element of a stream.
     * @param element the element
     */
    void element(Object element);

    /**
     * Ends the span with a result.
     * @param result the result
     */
    void complete(@Nullable Object result);

    /** Ends the span of a stream; its output are the elements noted so far. */
    void completeElements();

    /**
     * Ends the span with an error. Elements noted so far are kept.
     * @param error what went wrong
     */
    void fail(Throwable error);

    /** Ends the span of work that nobody wanted any longer. */
    void cancel();

}
