// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what becomes of spans and metrics. An item is a span or a metric; every item
 * that is created is sooner or later stored or dropped for a reason, and until then it is
 * pending.
 */
public final class Ledger {

    private final LongAdder created = new LongAdder();

    private final LongAdder stored = new LongAdder();

    private final Tally<Drop> dropped = new Tally<>();

    public void countCreated(long items) {
        this.created.add(items);
    }

    public void countStored(long items) {
        this.stored.add(items);
    }

    public void countDropped(Drop reason, long items) {
        this.dropped.add(reason, items);
    }

    public long created() {
        return this.created.sum();
    }

    public long stored() {
        return this.stored.sum();
    }

    public long dropped(Drop reason) {
        return this.dropped.get(reason);
    }

    public long dropped() {
        return this.dropped.sum();
    }

    /**
     * How many items have been created and have no fate yet. Exact when nothing moves.
     * @return items
     */
    public long pending() {
        long settled = stored() + dropped();
        return Math.max(0, created() - settled);
    }

}
