// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.Map;

/**
 * What had become of all spans and metrics at one moment. Whatever is created and has no
 * fate is pending, in memory or in the spool:
 * {@code created = stored + deadLettered + dropped + inMemory + inSpool}.
 *
 * @param created how many there were
 * @param stored how many the destination had confirmed
 * @param deadLettered how many the destination had refused for good
 * @param dropped how many were given up, by reason; every reason is there
 * @param inSpool how many waited in the spool and nowhere else
 */
public record LedgerSnapshot(long created, long stored, long deadLettered, Map<Drop, Long> dropped, long inSpool) {

    public LedgerSnapshot {
        dropped = Map.copyOf(dropped);
    }

    /**
     * How many were given up for one reason.
     * @param reason the reason
     * @return items
     */
    public long dropped(Drop reason) {
        return this.dropped.getOrDefault(reason, 0L);
    }

    /**
     * How many were given up for any reason.
     * @return items
     */
    public long droppedInAll() {
        return this.dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * How many waited.
     * @return items
     */
    public long pending() {
        return this.created - this.stored - this.deadLettered - droppedInAll();
    }

    /**
     * How many waited in memory, whether the spool had them too or not.
     * @return items
     */
    public long inMemory() {
        return pending() - this.inSpool;
    }

}
