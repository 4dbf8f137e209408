// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.observation.Observation;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.TraceAttributes;

/**
 * Knows the observations of one library: which of them are spans, and how their contexts
 * become what a span shows. A bean of this type is found by the starter.
 *
 * <p>
 * Called by Micrometer on the application's threads, so it must not block. What it throws
 * is counted and costs what it would have said, nothing else.
 */
public interface ContextMapper {

    /**
     * Whether observations with such a context are spans. Asked once for each
     * observation, when it starts.
     * @param context the context, whose name is known
     * @return {@code true} to make a span of it, unless the user excludes its name
     */
    boolean supports(Observation.Context context);

    /**
     * The span's name. Asked when the observation starts and once more when it stops.
     * @param context the context
     * @return a stable name: for many spans of the same kind the same
     */
    default String name(Observation.Context context) {
        String contextual = context.getContextualName();
        return (contextual != null) ? contextual : String.valueOf(context.getName());
    }

    /**
     * The kind of work.
     * @param context the context
     * @return a constant of {@link SpanType}, or any other word
     */
    default String type(Observation.Context context) {
        return SpanType.CHAIN;
    }

    /**
     * Whether the span is recorded even if no span inside of it is, and nothing is
     * measured there.
     * @param context the context
     * @return {@code false} for a mere frame around the work
     */
    default boolean isRecordedAlone(Observation.Context context) {
        return true;
    }

    /**
     * What holds for the span and for all spans below it, such as the session. Asked
     * once, when the observation starts. What the application has said about the work by
     * itself is stronger.
     * @param context the context
     * @return session, user, tags and metadata
     */
    default TraceAttributes attributes(Observation.Context context) {
        return TraceAttributes.none();
    }

    /**
     * Whether the message of an exception may be recorded. Asked when the work has
     * failed.
     * @param context the context
     * @return {@code false} to record its class only, since the message may quote content
     * that is not recorded
     */
    default boolean recordsErrorMessage(Observation.Context context) {
        return true;
    }

    /**
     * Says what is known when the work begins.
     * @param context the context
     * @param span the span
     */
    default void onStart(Observation.Context context, Span span) {
    }

    /**
     * Says what is known when the work is over. The error is on the span already.
     * @param context the context
     * @param span the span
     */
    default void onStop(Observation.Context context, Span span) {
    }

}
