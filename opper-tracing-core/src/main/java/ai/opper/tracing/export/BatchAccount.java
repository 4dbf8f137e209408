// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import ai.opper.tracing.export.BatchBuffer.Entry;
import ai.opper.tracing.span.Ledger;

/**
 * Counts what was entered and what became of it: each fate once in the ledger, each byte
 * given back once.
 */
final class BatchAccount {

    private final AtomicLong entered = new AtomicLong();

    private final AtomicLong settled = new AtomicLong();

    private final Ledger ledger;

    private final BatchBuffer buffer;

    private final DeadLetters deadLetters;

    BatchAccount(Ledger ledger, BatchBuffer buffer, DeadLetters deadLetters) {
        this.ledger = ledger;
        this.buffer = buffer;
        this.deadLetters = deadLetters;
    }

    void enter() {
        this.entered.incrementAndGet();
    }

    /** How many have been entered so far. */
    long entered() {
        return this.entered.get();
    }

    /** Whether the first of those that were entered are settled. They settle in order. */
    boolean isSettled(long first) {
        return this.settled.get() >= first;
    }

    /**
     * Settles entries.
     * @return how many spans and metrics these were
     */
    int settle(List<Entry> entries, Fate fate) {
        int items = 0;
        long bytes = 0;
        for (Entry entry : entries) {
            items += entry.items();
            bytes += entry.bytes();
        }
        fate.countIn(this.ledger, items);
        this.buffer.release(bytes);
        this.settled.addAndGet(entries.size());
        return items;
    }

    void deadLetter(List<Entry> entries, ExportResult.Rejected rejected) {
        entries.forEach((entry) -> this.deadLetters.add(DeadLetter.of(entry.item(), rejected)));
        settle(entries, Fate.DEAD_LETTERED);
    }

}
