// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A span without its payloads: what a row of the timeline shows.
 *
 * @param id the span's id
 * @param parentId the span it ran inside of, or null for a root
 * @param name what ran
 * @param type the kind of work, or null
 * @param startTime when it began
 * @param endTime when it ended, or null while it runs
 * @param error the beginning of its error, or null
 * @param model the model it used, or null
 * @param serviceName the service it ran in, or null
 * @param totalTokens the tokens it used, or null
 */
public record SpanOutline(UUID id, @Nullable UUID parentId, String name, @Nullable String type, Instant startTime,
        @Nullable Instant endTime, @Nullable String error, @Nullable String model, @Nullable String serviceName,
        @Nullable Long totalTokens) {
}
