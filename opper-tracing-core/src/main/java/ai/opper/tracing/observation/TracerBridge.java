// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.Map;
import java.util.UUID;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.SpanNode;

/**
 * Another tracer that makes spans of the same observations, such as Micrometer Tracing.
 * It gives its trace id to our traces, and each span names its counterpart.
 *
 * <p>
 * Asked on the application's threads when a span starts. It must not block; what it
 * throws is counted, and the span is recorded without a counterpart.
 */
public interface TracerBridge {

    /** There is no other tracer. */
    TracerBridge NONE = (context) -> null;

    /**
     * Finds the span that the other tracer has opened for an observation.
     * @param context the context of an observation that is being started
     * @return the counterpart, or {@code null} when there is none
     */
    @Nullable Counterpart find(Observation.Context context);

    /**
     * Finds the span of another tracer that is current on this thread and recorded here
     * by itself, so that a span without a parent among observations hangs below it.
     * @return its place in its trace, or {@code null} when there is none
     */
    default @Nullable SpanNode outer() {
        return null;
    }

    /** A span of the other tracer. */
    interface Counterpart {

        /**
         * The other tracer's trace id.
         * @return 16 or 32 hexadecimal digits
         */
        String traceId();

        /**
         * The other tracer's span id.
         * @return 16 hexadecimal digits
         */
        String spanId();

        /**
         * Whether the other tracer records its span.
         * @return its decision for the trace
         */
        boolean isSampled();

        /**
         * What travels with the trace and shall become tags.
         * @return names and values
         */
        Map<String, String> baggage();

        /**
         * Names our span on the other tracer's.
         * @param spanId our span's id
         */
        void refer(UUID spanId);

    }

}
