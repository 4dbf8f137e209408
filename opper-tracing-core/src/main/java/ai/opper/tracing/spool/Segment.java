// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of one file: which of its entries still matter, and who holds them. Takes
 * a few bytes per entry, so that an outage of an hour fits into memory.
 */
final class Segment {

    static final String SUFFIX = ".log";

    final Path file;

    /** Random bytes before each frame. */
    final long marker;

    /** The number of the first entry. */
    final long first;

    /** How many bytes the file has. */
    long size;

    /** When something was written to it for the last time. */
    long writtenMillis;

    /** At how many places it could not be read. */
    int damages;

    /** Where the first entry may be that nobody holds. */
    int unreadFrom;

    private short[] parts = new short[64];

    private final BitSet live = new BitSet();

    private final BitSet notes = new BitSet();

    private final Map<Integer, BitSet> partly = new HashMap<>(0);

    private final Map<Integer, FileReceipt> held = new HashMap<>(0);

    private int liveEntries;

    Segment(Path file, long first, long marker) {
        this.file = file;
        this.first = first;
        this.marker = marker;
    }

    static Segment create(Path folder, long first, long marker, long nowMillis) {
        Segment segment = new Segment(folder.resolve(String.format("%019d-%016x", first, marker) + SUFFIX), first,
                marker);
        segment.writtenMillis = nowMillis;
        return segment;
    }

    void add(long number, int entryParts, boolean note) {
        int index = index(number);
        if (index >= this.parts.length) {
            this.parts = Arrays.copyOf(this.parts, Math.max(index + 1, 2 * this.parts.length));
        }
        this.parts[index] = (short) entryParts;
        this.notes.set(index, note);
        if (!this.live.get(index)) {
            this.live.set(index);
            this.liveEntries++;
        }
    }

    void hold(long number, FileReceipt receipt) {
        if (isLive(number)) {
            this.held.put(index(number), receipt);
        }
    }

    void release(long number) {
        if (this.held.remove(index(number)) != null) {
            this.unreadFrom = 0;
        }
    }

    boolean isWaiting(long number) {
        return isLive(number) && !this.held.containsKey(index(number));
    }

    int parts(long number) {
        return this.parts[index(number)];
    }

    BitSet acknowledged(long number) {
        BitSet known = this.partly.get(index(number));
        return (known != null) ? (BitSet) known.clone() : new BitSet();
    }

    /** Notes the fate of a part, and removes the entry with the last one. */
    void acknowledge(long number, int part) {
        if (!isLive(number)) {
            return;
        }
        int entryParts = parts(number);
        if (entryParts > 1) {
            BitSet known = this.partly.computeIfAbsent(index(number), (key) -> new BitSet());
            known.set(part);
            if (known.cardinality() < entryParts) {
                return;
            }
        }
        remove(number);
    }

    void remove(long number) {
        if (isLive(number)) {
            int index = index(number);
            this.live.clear(index);
            this.liveEntries--;
            this.partly.remove(index);
            FileReceipt holder = this.held.remove(index);
            if (holder != null) {
                holder.removed();
            }
        }
    }

    /** How many fates an entry has not met. */
    int waitingParts(long number) {
        return parts(number) - acknowledged(number).cardinality();
    }

    /** How many spans and metrics only this file has. */
    int waitingItems() {
        int items = 0;
        for (int index = this.live.nextSetBit(0); index >= 0; index = this.live.nextSetBit(index + 1)) {
            if (!this.notes.get(index) && !this.held.containsKey(index)) {
                items += waitingParts(this.first + index);
            }
        }
        return items;
    }

    int liveEntries() {
        return this.liveEntries;
    }

    int waitingEntries() {
        return this.liveEntries - this.held.size();
    }

    /** Lets go of everybody who held something here, since the file goes. */
    void forget() {
        this.held.values().forEach(FileReceipt::removed);
        this.held.clear();
        this.live.clear();
        this.liveEntries = 0;
    }

    private boolean isLive(long number) {
        long index = number - this.first;
        return index >= 0 && index < Integer.MAX_VALUE && this.live.get((int) index);
    }

    private int index(long number) {
        return (int) (number - this.first);
    }

}
