// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.SpanRecord;

/**
 * What has been taken over and has no fate yet: counts each fate in the ledger once,
 * gives the bytes back once, and knows when everything before a flush is settled. Only
 * for the shipping thread.
 */
final class Account {

    private static final long EPOCH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Ledger ledger;

    private final LongConsumer release;

    /** What has no fate, by epoch. An epoch ends with a flush and when it has got old. */
    private final TreeMap<Integer, Epoch> unsettled = new TreeMap<>();

    private int epoch;

    private int unsettledItems;

    private long unsettledBytes;

    Account(Ledger ledger, LongConsumer release) {
        this.ledger = ledger;
        this.release = release;
    }

    /**
     * Takes items over.
     * @return the epoch that they are in
     */
    int takeOver(int items, int bytes, long nowNanos) {
        Epoch current = this.unsettled.get(this.epoch);
        if (current != null && nowNanos - current.sinceNanos >= EPOCH_NANOS) {
            this.epoch++;
        }
        this.unsettled.computeIfAbsent(this.epoch, (key) -> new Epoch(nowNanos)).items += items;
        this.unsettledItems += items;
        this.unsettledBytes += bytes;
        return this.epoch;
    }

    /**
     * Settles one item.
     * @param itemEpoch the epoch in which it came
     * @param bytes what it takes of the buffer
     * @param fate what has become of it
     */
    void settle(int itemEpoch, int bytes, Fate fate) {
        fate.countIn(this.ledger, 1);
        handOver(itemEpoch, bytes);
    }

    /** Takes items over that come from the spool, and so have not had room yet. */
    int takeBack(int items, int bytes, long nowNanos) {
        this.release.accept(-bytes);
        return takeOver(items, bytes, nowNanos);
    }

    /** Somebody else settles an item. */
    void handOver(int itemEpoch, int bytes) {
        this.unsettledItems--;
        this.unsettledBytes -= bytes;
        this.release.accept(bytes);
        this.unsettled.computeIfPresent(itemEpoch, (key, each) -> (--each.items > 0) ? each : null);
    }

    /** A span that nobody has counted is about to be taken over. */
    void create(SpanRecord span, int bytes) {
        this.ledger.countCreated(1 + span.metrics().size());
        this.release.accept(-bytes);
    }

    /**
     * Gives everything up.
     * @param fate what becomes of it
     * @param kept how many items somebody else settles
     * @return how many items were given up
     */
    int settleAll(Fate fate, int kept) {
        int items = Math.max(0, this.unsettledItems - kept);
        fate.countIn(this.ledger, items);
        this.release.accept(this.unsettledBytes);
        this.unsettled.clear();
        this.unsettledItems = 0;
        this.unsettledBytes = 0;
        return items;
    }

    int unsettled() {
        return this.unsettledItems;
    }

    /**
     * When the oldest of what has no fate was taken over, give or take a second.
     * @param otherwise what to answer when there is nothing
     */
    long oldestNanos(long otherwise) {
        Map.Entry<Integer, Epoch> oldest = this.unsettled.firstEntry();
        return (oldest != null) ? oldest.getValue().sinceNanos : otherwise;
    }

    int endEpoch() {
        return this.epoch++;
    }

    boolean isSettled(int endedEpoch) {
        Map.Entry<Integer, Epoch> oldest = this.unsettled.firstEntry();
        return oldest == null || oldest.getKey() > endedEpoch;
    }

    /** Items that came together. */
    private static final class Epoch {

        private final long sinceNanos;

        private int items;

        private Epoch(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }

    }

}
