// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A named collection of examples.
 *
 * @param id the dataset's id
 * @param name the name of the spans it was filled from
 * @param createdAt when its first example was saved
 * @param entryCount how many examples it holds
 */
public record Dataset(UUID id, String name, Instant createdAt, long entryCount) {
}
