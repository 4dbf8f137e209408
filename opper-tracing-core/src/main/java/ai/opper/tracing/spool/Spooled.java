// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.time.Instant;
import java.util.BitSet;

/**
 * An entry that a {@link Spool} gives out again.
 *
 * @param receipt what to acknowledge it by
 * @param entry the entry
 * @param acknowledged the parts that have met their fate already
 * @param lastSignOfLife when whoever wrote the entry wrote something for the last time
 */
public record Spooled(SpoolReceipt receipt, SpoolEntry entry, BitSet acknowledged, Instant lastSignOfLife) {

}
