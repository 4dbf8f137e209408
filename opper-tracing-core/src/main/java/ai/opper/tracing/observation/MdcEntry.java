// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.Objects;
import java.util.UUID;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What the MDC says inside one scope of a thread, and inside which other scope that is.
 * The outermost entry is what the thread came with.
 *
 * @param context whose scope it is, {@code null} for the outermost
 * @param outer what is said around it, {@code null} for the outermost
 * @param trace the trace's id, to render it only once per thread
 * @param traceId what the MDC says about the trace
 * @param spanId what the MDC says about the span
 */
record MdcEntry(Observation.@Nullable Context context, @Nullable MdcEntry outer, @Nullable UUID trace,
        @Nullable String traceId, @Nullable String spanId) {

    static MdcEntry found() {
        return new MdcEntry(null, null, null, MDC.get(MdcHandler.TRACE_ID), MDC.get(MdcHandler.SPAN_ID));
    }

    MdcEntry inside(Observation.Context context, @Nullable RecordingSpan span) {
        if (span == null) {
            return new MdcEntry(context, this, null, null, null);
        }
        String traceId = (this.traceId != null && span.traceId().equals(this.trace)) ? this.traceId
                : span.traceId().toString();
        return new MdcEntry(context, this, span.traceId(), traceId, span.id().toString());
    }

    @Nullable MdcEntry entryOf(Observation.Context context) {
        MdcEntry entry = this;
        while (entry != null && entry.context != context) {
            entry = entry.outer;
        }
        return entry;
    }

    MdcEntry outermost() {
        MdcEntry entry = this;
        while (entry.outer != null) {
            entry = entry.outer;
        }
        return entry;
    }

    /**
     * Writes what has to change.
     * @param instead what the MDC says now
     */
    void write(@Nullable MdcEntry instead) {
        if (instead == null || !Objects.equals(this.traceId, instead.traceId)) {
            put(MdcHandler.TRACE_ID, this.traceId);
        }
        if (instead == null || !Objects.equals(this.spanId, instead.spanId)) {
            put(MdcHandler.SPAN_ID, this.spanId);
        }
    }

    private static void put(String key, @Nullable String value) {
        if (value != null) {
            MDC.put(key, value);
        }
        else {
            MDC.remove(key);
        }
    }

}
