// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A number attached to a span.
 *
 * @param dimension the metric's name
 * @param value a finite value
 * @param comment a remark for the reader, already redacted
 */
public record MetricRecord(String dimension, double value, @Nullable String comment) {

    public MetricRecord {
        Objects.requireNonNull(dimension, "dimension");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The value of metric '" + dimension + "' is " + value
                    + ", which JSON cannot express; only finite values can be metrics.");
        }
    }

}
