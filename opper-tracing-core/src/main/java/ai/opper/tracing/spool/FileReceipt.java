// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * Where an entry is: in memory until it is written, in a folder then. Only the spool's
 * thread moves it.
 */
final class FileReceipt implements SpoolReceipt {

    private final int parts;

    private final boolean counted;

    private final BitSet acknowledged;

    /** What has to be written; {@code null} when it has been, or need not be any more. */
    private volatile @Nullable SpoolEntry entry;

    private @Nullable SpoolFolder place;

    private volatile boolean stored;

    private long number;

    private boolean released;

    /** A receipt for an entry that is not written yet. */
    FileReceipt(SpoolEntry entry) {
        this.entry = entry;
        this.counted = entry.items() > 0;
        this.parts = Math.min(entry.parts(), Frame.MAX_PARTS);
        this.acknowledged = new BitSet(this.parts);
    }

    /** A receipt for an entry that was found in a folder. */
    FileReceipt(SpoolFolder folder, long number, SpoolEntry found, int parts, BitSet acknowledged) {
        this.place = folder;
        this.stored = true;
        this.number = number;
        this.counted = found.items() > 0;
        this.parts = parts;
        this.acknowledged = acknowledged;
    }

    @Override
    public boolean isStored() {
        return this.stored;
    }

    int parts() {
        return this.parts;
    }

    @Nullable SpoolEntry entry() {
        return this.entry;
    }

    /** How many spans and metrics go when the entry does. */
    int items() {
        return this.counted ? this.parts - acknowledged().cardinality() : 0;
    }

    /** Nobody holds the entry, or will when it is written. */
    void release() {
        this.released = true;
    }

    boolean isReleased() {
        return this.released;
    }

    /** The folder whose files the entry is in. */
    @Nullable SpoolFolder folder() {
        return this.stored ? this.place : null;
    }

    /** The folder whose files the entry is in, or will be as soon as they are written. */
    @Nullable SpoolFolder place() {
        return this.place;
    }

    boolean isPending() {
        return this.place != null && !this.stored;
    }

    long number() {
        return this.number;
    }

    /** Notes a fate. What has met all of its fates need not be written any more. */
    boolean acknowledge(int part) {
        synchronized (this.acknowledged) {
            if (part >= this.parts || this.acknowledged.get(part)) {
                return false;
            }
            this.acknowledged.set(part);
            if (this.acknowledged.cardinality() >= this.parts) {
                this.entry = null;
            }
            return true;
        }
    }

    BitSet acknowledged() {
        synchronized (this.acknowledged) {
            return (BitSet) this.acknowledged.clone();
        }
    }

    /** The entry is about to be written. */
    void pending(SpoolFolder newPlace, long newNumber) {
        this.place = newPlace;
        this.number = newNumber;
    }

    void written() {
        this.stored = true;
        this.entry = null;
    }

    /** The entry is in no file any more. */
    void removed() {
        this.stored = false;
        this.place = null;
    }

}
