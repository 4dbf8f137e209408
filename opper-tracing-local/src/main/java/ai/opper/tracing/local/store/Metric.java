// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A number measured about a span.
 *
 * @param id the metric's id
 * @param spanId the span it is about
 * @param dimension what was measured
 * @param value the measurement
 * @param comment why, or null
 * @param createdAt when the server took it
 */
public record Metric(UUID id, UUID spanId, String dimension, double value, @Nullable String comment,
        Instant createdAt) {
}
