// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what becomes of spans and metrics. An item is a span or a metric; every item
 * that is created is sooner or later stored, dead-lettered or dropped for a reason, and
 * until then it is pending.
 */
public final class Ledger {

    /** While thousands are counted between two looks, the moment is not to be had. */
    private static final int MAX_LOOKS = 100;

    private final LongAdder created = new LongAdder();

    private final LongAdder stored = new LongAdder();

    private final LongAdder deadLettered = new LongAdder();

    private final LongAdder spooled = new LongAdder();

    private final LongAdder unspooled = new LongAdder();

    private final Tally<Drop> dropped = new Tally<>();

    public void countCreated(long items) {
        this.created.add(items);
    }

    public void countStored(long items) {
        this.stored.add(items);
    }

    public void countDeadLettered(long items) {
        this.deadLettered.add(items);
    }

    public void countDropped(Drop reason, long items) {
        this.dropped.add(reason, items);
    }

    /**
     * Counts what is pending in the spool only, from now on.
     * @param items how many spans and metrics
     */
    public void countSpooled(long items) {
        this.spooled.add(items);
    }

    /**
     * Counts what is in the spool only no more: it is in memory again, or given up, which
     * is counted before.
     * @param items how many spans and metrics
     */
    public void countUnspooled(long items) {
        this.unspooled.add(items);
    }

    public long created() {
        return this.created.sum();
    }

    public long stored() {
        return this.stored.sum();
    }

    public long deadLettered() {
        return this.deadLettered.sum();
    }

    public long dropped(Drop reason) {
        return this.dropped.get(reason);
    }

    public long dropped() {
        return this.dropped.sum();
    }

    /**
     * How many items have been created and have no fate yet.
     * @return items
     */
    public long pending() {
        return snapshot().pending();
    }

    /**
     * All counts as they were at one moment. Costs those who count nothing: since no
     * count ever falls, two looks that see the same see what was true between them. If
     * they never do, what was created after the look at the fates counts as pending.
     * @return the counts
     */
    public LedgerSnapshot snapshot() {
        LedgerSnapshot before = look();
        for (int i = 0; i < MAX_LOOKS; i++) {
            LedgerSnapshot after = look();
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
        return before;
    }

    /** Fates first, so that none is seen whose item is not. */
    private LedgerSnapshot look() {
        long left = this.unspooled.sum();
        Map<Drop, Long> drops = new EnumMap<>(Drop.class);
        for (Drop reason : Drop.values()) {
            drops.put(reason, dropped(reason));
        }
        long lettered = deadLettered();
        long confirmed = stored();
        return new LedgerSnapshot(created(), confirmed, lettered, drops, this.spooled.sum() - left);
    }

}
