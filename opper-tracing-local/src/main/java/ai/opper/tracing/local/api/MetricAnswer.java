// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Instant;
import java.util.UUID;

import ai.opper.tracing.local.store.Metric;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A metric as the API spells it. */
record MetricAnswer(UUID id, UUID spanId, String dimension, double value,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String comment, Instant createdAt) {

    static MetricAnswer of(Metric metric) {
        return new MetricAnswer(metric.id(), metric.spanId(), metric.dimension(), metric.value(), metric.comment(),
                metric.createdAt());
    }

}
