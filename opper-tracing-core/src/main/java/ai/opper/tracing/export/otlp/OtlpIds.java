// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.UUID;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import org.jspecify.annotations.Nullable;

/**
 * Ids of OpenTelemetry for ids of ours. A trace id has 128 bits in both worlds and is the
 * same. A span id has only 64 there: the lower half of ours, of which 62 bits are random,
 * so that every service that does this finds the same.
 */
final class OtlpIds {

    private OtlpIds() {
    }

    static SpanContext context(UUID traceId, UUID spanId) {
        return SpanContext.create(
                TraceId.fromLongs(traceId.getMostSignificantBits(), traceId.getLeastSignificantBits()), spanId(spanId),
                TraceFlags.getSampled(), TraceState.getDefault());
    }

    static SpanContext parent(UUID traceId, @Nullable UUID parentId) {
        return (parentId != null) ? context(traceId, parentId) : SpanContext.getInvalid();
    }

    /** The upper half where the lower is zero, which is no id. */
    private static String spanId(UUID id) {
        long low = id.getLeastSignificantBits();
        return SpanId.fromLong((low != 0) ? low : id.getMostSignificantBits());
    }

}
