// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A metric as the API keeps it.
 *
 * @param id the metric's id, made by the API
 * @param spanId the span that it belongs to
 * @param dimension the metric's name
 * @param value its value
 * @param comment a remark for the reader
 * @param createdAt when the API stored it
 */
public record StoredMetric(UUID id, UUID spanId, String dimension, double value, @Nullable String comment,
        Instant createdAt) {

}
