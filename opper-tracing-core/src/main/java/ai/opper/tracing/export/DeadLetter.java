// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanRecord;

/**
 * A span or metric that the destination refused for good, without its payload.
 *
 * @param spanId the span
 * @param traceId its trace; {@code null} for a metric
 * @param name the span's name, or the metric's dimension
 * @param metric whether it is a metric of the span and not the span itself
 * @param reason why, as a clause without payload or key
 * @param status the status that the destination answered with; 0 without one
 * @param time when
 */
public record DeadLetter(UUID spanId, @Nullable UUID traceId, String name, boolean metric, String reason, int status,
        Instant time) {

    private static final int FIXED_BYTES = 200;

    private static final int BYTES_PER_CHARACTER = 2;

    static DeadLetter of(ExportRequest request, ExportResult.Rejected rejected) {
        Instant now = Instant.now();
        if (request instanceof ExportRequest.AddMetric add) {
            MetricRecord metric = add.metric();
            return new DeadLetter(add.spanId(), null, metric.dimension(), true, rejected.reason(), rejected.status(),
                    now);
        }
        SpanRecord span = (request instanceof ExportRequest.Create create) ? create.span()
                : ((ExportRequest.Complete) request).span();
        return new DeadLetter(span.id(), span.traceId(), span.name(), false, rejected.reason(), rejected.status(), now);
    }

    static DeadLetter of(BatchItem item, ExportResult.Rejected rejected) {
        Instant now = Instant.now();
        if (item instanceof BatchItem.LateMetric late) {
            return new DeadLetter(late.spanId(), late.traceId(), late.metric().dimension(), true, rejected.reason(),
                    rejected.status(), now);
        }
        SpanRecord span = ((BatchItem.Finished) item).span();
        return new DeadLetter(span.id(), span.traceId(), span.name(), false, rejected.reason(), rejected.status(), now);
    }

    int estimatedBytes() {
        return FIXED_BYTES + BYTES_PER_CHARACTER * (this.name.length() + this.reason.length());
    }

}
