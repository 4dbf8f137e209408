// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A named collection of examples.
 *
 * @param id the dataset's id
 * @param name its name: that of the spans it was made from, or any
 * @param createdAt when it was made
 * @param entryCount how many examples it has
 * @param lastTime when the latest was saved, or null
 */
public record Dataset(UUID id, String name, Instant createdAt, long entryCount, @Nullable Instant lastTime) {
}
