// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Instant;
import java.util.UUID;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanRecord;

/** What a {@link SpanBatchExporter} is given. */
public sealed interface BatchItem {

    /**
     * A finished span, with the metrics that came before its end.
     *
     * @param span the span
     */
    record Finished(SpanRecord span) implements BatchItem {
    }

    /**
     * A metric that came after its span had ended.
     *
     * @param id an id of its own, the same at each attempt
     * @param traceId the trace of the span
     * @param spanId the span that it belongs to
     * @param metric the metric
     * @param time when it came
     */
    record LateMetric(UUID id, UUID traceId, UUID spanId, MetricRecord metric, Instant time) implements BatchItem {
    }

}
