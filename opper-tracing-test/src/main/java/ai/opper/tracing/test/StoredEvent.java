// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/**
 * An event of a span, as version 3 of the API keeps it.
 *
 * @param id the event's id, made by the API
 * @param spanId the API's id of the span that it belongs to
 * @param kind {@code guardrail}, {@code feedback} or {@code evaluation}
 * @param source who said it
 * @param data what was said, a missing node when there is nothing
 * @param createdAt when the API stored it
 */
public record StoredEvent(UUID id, UUID spanId, String kind, @Nullable String source, JsonNode data,
        Instant createdAt) {

}
