// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;

/**
 * What has been taken over and has no fate yet: counts each fate in the ledger once,
 * gives the bytes back once, and knows when everything before a flush is settled. Only
 * for the shipping thread.
 */
final class Account {

    private final Ledger ledger;

    private final LongConsumer release;

    /** How many items of each epoch have no fate. An epoch ends with a flush. */
    private final TreeMap<Integer, Integer> unsettled = new TreeMap<>();

    private int epoch;

    private long unsettledBytes;

    Account(Ledger ledger, LongConsumer release) {
        this.ledger = ledger;
        this.release = release;
    }

    int epoch() {
        return this.epoch;
    }

    void takeOver(int items, int bytes) {
        this.unsettled.merge(this.epoch, items, Integer::sum);
        this.unsettledBytes += bytes;
    }

    /**
     * Settles one item.
     * @param itemEpoch the epoch in which it came
     * @param bytes what it takes of the buffer
     * @param reason why it was given up; {@code null} when it is stored
     */
    void settle(int itemEpoch, int bytes, @Nullable Drop reason) {
        if (reason == null) {
            this.ledger.countStored(1);
        }
        else {
            this.ledger.countDropped(reason, 1);
        }
        this.unsettledBytes -= bytes;
        this.release.accept(bytes);
        this.unsettled.computeIfPresent(itemEpoch, (key, count) -> (count > 1) ? count - 1 : null);
    }

    /** Gives everything up. Returns how many items that were. */
    int settleAll(Drop reason) {
        int items = unsettled();
        this.ledger.countDropped(reason, items);
        this.release.accept(this.unsettledBytes);
        this.unsettled.clear();
        this.unsettledBytes = 0;
        return items;
    }

    int unsettled() {
        return this.unsettled.values().stream().mapToInt(Integer::intValue).sum();
    }

    int endEpoch() {
        return this.epoch++;
    }

    boolean isSettled(int endedEpoch) {
        Map.Entry<Integer, Integer> oldest = this.unsettled.firstEntry();
        return oldest == null || oldest.getKey() > endedEpoch;
    }

}
