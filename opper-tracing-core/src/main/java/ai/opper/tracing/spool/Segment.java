// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one file: which of its entries still matter, and who holds them. Takes
 * a few bytes per entry, so that an outage of an hour fits into memory.
 */
final class Segment {

    static final String SUFFIX = ".log";

    final Path file;

    /** Random bytes before each frame. */
    final long marker;

    /** A number of its own, which those of its entries follow. */
    final long first;

    /** How many bytes the file has. */
    long size;

    /** When something was written to it for the last time. */
    long writtenMillis;

    /** The batch, of this process, that has replaced something here last. */
    long replacedIn;

    /** At how many places it could not be read. */
    int damages;

    /** Where the first entry may be that nobody holds. */
    int unreadFrom;

    private short[] parts = new short[64];

    private int[] offsets = new int[64];

    private final SubjectIndex subjects = new SubjectIndex();

    private final BitSet live = new BitSet();

    private final BitSet notes = new BitSet();

    private final Map<Integer, BitSet> partly = new HashMap<>(0);

    private final Map<Integer, FileReceipt> held = new HashMap<>(0);

    private int liveEntries;

    private final WaitingItems waiting;

    Segment(Path file, long first, long marker, WaitingItems waiting) {
        this.waiting = waiting;
        this.file = file;
        this.first = first;
        this.marker = marker;
    }

    static Segment create(SpoolFolder folder, long first, long marker, long nowMillis) {
        String name = String.format("%019d-%016x", first, marker) + SUFFIX;
        Segment segment = new Segment(folder.path().resolve(name), first, marker, folder.waiting());
        segment.writtenMillis = nowMillis;
        return segment;
    }

    /**
     * Notes an entry.
     * @param number its number
     * @param entryParts how many parts it has
     * @param kind what it is
     * @param subject the span that it tells about, which others need; if there is one
     * @param offset where in the file it begins
     * @param holder who has it in memory, if anybody does
     */
    void add(long number, int entryParts, EntryKind kind, @Nullable UUID subject, int offset,
            @Nullable FileReceipt holder) {
        int index = index(number);
        if (index >= this.parts.length) {
            int length = Math.max(index + 1, 2 * this.parts.length);
            this.parts = Arrays.copyOf(this.parts, length);
            this.offsets = Arrays.copyOf(this.offsets, length);
        }
        this.parts[index] = (short) entryParts;
        this.offsets[index] = offset;
        this.notes.set(index, !kind.isItem());
        if (subject != null) {
            this.subjects.add(subject, index);
        }
        if (!this.live.get(index)) {
            this.live.set(index);
            this.liveEntries++;
            this.waiting.add(waitingItems(number));
        }
        if (holder != null) {
            hold(number, holder);
        }
    }

    void hold(long number, FileReceipt receipt) {
        if (isLive(number) && this.held.put(index(number), receipt) == null) {
            this.waiting.add(-waitingItems(number));
        }
    }

    void release(long number) {
        if (this.held.remove(index(number)) != null) {
            this.unreadFrom = Math.min(this.unreadFrom, offset(number));
            this.waiting.add(waitingItems(number));
        }
    }

    boolean isWaiting(long number) {
        return isLive(number) && !this.held.containsKey(index(number));
    }

    int parts(long number) {
        return this.parts[index(number)];
    }

    int offset(long number) {
        return this.offsets[index(number)];
    }

    /** The entries that nobody holds and that perhaps tell about a span, oldest first. */
    List<Long> waitingAbout(UUID subject) {
        List<Long> found = new ArrayList<>(2);
        this.subjects.find(subject, (index) -> {
            if (isWaiting(this.first + index)) {
                found.add(this.first + index);
            }
        });
        found.sort(null);
        return found;
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
            if (!known.get(part)) {
                known.set(part);
                this.waiting.add(isWaiting(number) ? -1 : 0);
            }
            if (known.cardinality() < entryParts) {
                return;
            }
        }
        remove(number);
    }

    void remove(long number) {
        if (isLive(number)) {
            int index = index(number);
            this.waiting.add(isWaiting(number) ? -waitingItems(number) : 0);
            this.live.clear(index);
            this.liveEntries--;
            this.partly.remove(index);
            FileReceipt holder = this.held.remove(index);
            if (holder != null) {
                holder.removed();
            }
        }
    }

    /** How many fates of spans and metrics an entry has not met. */
    int waitingItems(long number) {
        return this.notes.get(index(number)) ? 0 : parts(number) - acknowledged(number).cardinality();
    }

    /** How many spans and metrics only this file has. */
    int waitingItems() {
        int items = -heldItems();
        for (int index = this.live.nextSetBit(0); index >= 0; index = this.live.nextSetBit(index + 1)) {
            items += waitingItems(this.first + index);
        }
        return items;
    }

    private int heldItems() {
        return this.held.keySet().stream().mapToInt((index) -> waitingItems(this.first + index)).sum();
    }

    int liveEntries() {
        return this.liveEntries;
    }

    int waitingEntries() {
        return this.liveEntries - this.held.size();
    }

    /** Whoever held something has forgotten it. Returns how many items that was. */
    int releaseAll() {
        int items = heldItems();
        this.held.clear();
        this.unreadFrom = 0;
        this.waiting.add(items);
        return items;
    }

    /** Lets go of everybody who held something here, since the file goes. */
    void forget() {
        this.waiting.add(-waitingItems());
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
