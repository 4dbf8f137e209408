// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.UUID;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanRecord;

/** One thing that a destination is asked to do. */
public sealed interface ExportRequest {

    /**
     * Store a new span. It may still be running; then it has no end time and a
     * {@link Complete} follows. Its parent has been stored before, unless that belongs to
     * another service.
     *
     * @param span the span
     * @param parentElsewhere whether the span above is sent by another service, perhaps
     * later
     * @param mayExist whether an exporter that is gone may have stored the span already,
     * so that a destination that makes its own ids has to be asked first
     */
    record Create(SpanRecord span, boolean parentElsewhere, boolean mayExist) implements ExportRequest {

        public Create(SpanRecord span, boolean parentElsewhere) {
            this(span, parentElsewhere, false);
        }

        public Create(SpanRecord span) {
            this(span, false);
        }

    }

    /**
     * Add what was not known when a span was stored while it ran.
     *
     * @param span the whole span, with its end time
     */
    record Complete(SpanRecord span) implements ExportRequest {
    }

    /**
     * Attach a metric to a span that has been stored.
     *
     * @param spanId the span's id
     * @param metric the metric
     * @param traceId the id of the span's trace
     * @param late whether the span was stored without it; otherwise it was among the
     * metrics of the span's record
     * @param mayExist whether an exporter that is gone may have attached it already, so
     * that the destination has to be asked first
     */
    record AddMetric(UUID spanId, MetricRecord metric, UUID traceId, boolean late,
            boolean mayExist) implements ExportRequest {

        public AddMetric(UUID spanId, MetricRecord metric, UUID traceId, boolean late) {
            this(spanId, metric, traceId, late, false);
        }

    }

}
