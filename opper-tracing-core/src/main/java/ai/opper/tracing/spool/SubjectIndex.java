// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * Finds the entries of a file that tell something about a span, in eight bytes per entry.
 * May name a few that do not, since it only remembers a part of each id.
 */
final class SubjectIndex {

    /** The lower bits of a key are the entry, the upper ones a part of the span's id. */
    private static final int ENTRY_BITS = 24;

    static final int MAX_ENTRIES = 1 << ENTRY_BITS;

    /** So many keys are looked through one by one before all are sorted again. */
    private static final int MAX_UNSORTED = 512;

    private long[] keys = new long[64];

    private int size;

    private int sorted;

    void add(UUID subject, int entry) {
        if (this.size == this.keys.length) {
            this.keys = Arrays.copyOf(this.keys, 2 * this.size);
        }
        this.keys[this.size++] = first(subject) | entry;
    }

    void find(UUID subject, IntConsumer found) {
        if (this.size - this.sorted > MAX_UNSORTED) {
            Arrays.sort(this.keys, 0, this.size);
            this.sorted = this.size;
        }
        long first = first(subject);
        int at = Arrays.binarySearch(this.keys, 0, this.sorted, first);
        for (int i = (at < 0) ? -at - 1 : at; i < this.sorted && isOf(first, this.keys[i]); i++) {
            found.accept(entry(this.keys[i]));
        }
        for (int i = this.sorted; i < this.size; i++) {
            if (isOf(first, this.keys[i])) {
                found.accept(entry(this.keys[i]));
            }
        }
    }

    /** The lowest key of a span. Never negative, so that keys are in order. */
    private static long first(UUID subject) {
        long mixed = subject.getMostSignificantBits() * 31 + subject.getLeastSignificantBits();
        return (mixed & Long.MAX_VALUE) >>> ENTRY_BITS << ENTRY_BITS;
    }

    private static boolean isOf(long first, long key) {
        return key >>> ENTRY_BITS == first >>> ENTRY_BITS;
    }

    private static int entry(long key) {
        return (int) (key & (MAX_ENTRIES - 1));
    }

}
