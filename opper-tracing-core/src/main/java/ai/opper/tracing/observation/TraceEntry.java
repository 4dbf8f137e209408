// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.TracerBridge.Counterpart;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.UuidV7;

/**
 * Where a trace enters our observations: begun here, by another service, or by another
 * tracer of this process.
 *
 * @param traceId the trace
 * @param parentId the span that the work belongs to, if any
 * @param node the place of that span, when it is of this process
 */
record TraceEntry(UUID traceId, @Nullable UUID parentId, @Nullable SpanNode node) implements TracePosition {

    private static final int HEX = 16;

    private static final int ID_DIGITS = 32;

    private static final int HALF_DIGITS = 16;

    TraceEntry(UUID traceId, @Nullable UUID parentId) {
        this(traceId, parentId, null);
    }

    /** Below a span of another tracer, which is recorded here. */
    static TraceEntry below(SpanNode node) {
        return new TraceEntry(node.traceId(), node.id(), node);
    }

    /**
     * Begins a trace.
     * @param counterpart a span of another tracer, whose trace id becomes ours, if there
     * is one
     * @param epochMillis when it begins
     * @return the top of the trace
     */
    static TraceEntry begin(@Nullable Counterpart counterpart, long epochMillis) {
        UUID given = (counterpart != null) ? uuid(counterpart.traceId()) : null;
        return new TraceEntry((given != null) ? given : UuidV7.at(epochMillis), null);
    }

    /** A W3C trace id and a UUID are both 128 bits; older ones are half as long. */
    private static @Nullable UUID uuid(String traceId) {
        if (traceId.length() != ID_DIGITS && traceId.length() != HALF_DIGITS) {
            return null;
        }
        try {
            int middle = traceId.length() - HALF_DIGITS;
            long high = (middle > 0) ? Long.parseUnsignedLong(traceId.substring(0, middle), HEX) : 0;
            long low = Long.parseUnsignedLong(traceId.substring(middle), HEX);
            return (high != 0 || low != 0) ? new UUID(high, low) : null;
        }
        catch (NumberFormatException ex) {
            return null;
        }
    }

}
