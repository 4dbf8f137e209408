// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A spool as simple as it can be, whose disk writes when a test says so. A death loses
 * what was not written: entries and acknowledgements alike.
 */
public final class ModelSpool implements Spool {

    private final List<Kept> entries = new ArrayList<>();

    @Override
    public SpoolReceipt store(SpoolEntry entry, SpoolReceipt replaces) {
        Kept kept = new Kept(entry, (replaces != null) ? (Kept) replaces : noteOf(entry));
        this.entries.add(kept);
        return kept;
    }

    private Kept noteOf(SpoolEntry entry) {
        if (!(entry instanceof SpoolEntry.Finished finished) || finished.opening() == SpoolEntry.Opening.NEVER) {
            return null;
        }
        return this.entries.stream()
            .filter((each) -> !each.held && each.entry instanceof SpoolEntry.Opened opened
                    && opened.snapshot().id().equals(finished.span().id()))
            .findFirst()
            .orElse(null);
    }

    /** Everything that was said reaches the disk. */
    public void write() {
        for (Kept each : this.entries) {
            each.written = true;
            each.settledOnDisk.or(each.settled);
            if (each.replaces != null) {
                each.replaces.replaced = true;
            }
        }
        this.entries.removeIf((each) -> each.replaced || each.isSettled());
    }

    /** What another process finds after the death of this one. */
    public ModelSpool afterDeath() {
        ModelSpool found = new ModelSpool();
        for (Kept each : this.entries) {
            if (each.written) {
                Kept again = new Kept(each.entry, null);
                again.written = true;
                again.held = false;
                again.settled.or(each.settledOnDisk);
                again.settledOnDisk.or(each.settledOnDisk);
                found.entries.add(again);
            }
        }
        return found;
    }

    /** What would be found now. */
    public List<SpoolEntry> written() {
        return this.entries.stream().filter((each) -> each.written).map((each) -> each.entry).toList();
    }

    /** What would be lost now, and has not met all of its fates. */
    public List<SpoolEntry> unwritten() {
        return this.entries.stream()
            .filter((each) -> !each.written && !each.isSettled())
            .map((each) -> each.entry)
            .toList();
    }

    @Override
    public void acknowledge(SpoolReceipt receipt, int part) {
        ((Kept) receipt).settled.set(part);
    }

    @Override
    public void release(SpoolReceipt receipt) {
        Kept kept = (Kept) receipt;
        if (!kept.written) {
            throw new AssertionError("Released before it was written: " + kept.entry);
        }
        kept.held = false;
    }

    @Override
    public CompletionStage<List<Spooled>> oldest(int max) {
        List<Spooled> found = new ArrayList<>();
        for (Kept each : List.copyOf(this.entries)) {
            if (found.size() < max) {
                give(each, found);
            }
        }
        return CompletableFuture.completedFuture(found);
    }

    private void give(Kept kept, List<Spooled> found) {
        if (kept.held || !kept.written || kept.replaced || kept.isSettled()) {
            return;
        }
        kept.held = true;
        UUID needed = EntryKind.needed(kept.entry);
        if (needed != null) {
            this.entries.stream()
                .filter((each) -> needed.equals(EntryKind.subject(each.entry)))
                .toList()
                .forEach((each) -> give(each, found));
        }
        found.add(new Spooled(kept, kept.entry, (BitSet) kept.settled.clone(), Instant.EPOCH));
    }

    @Override
    public void whenWaiting(Runnable signal) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int releaseAll() {
        write();
        int items = 0;
        for (Kept each : this.entries) {
            items += each.held ? each.waitingItems() : 0;
            each.held = false;
        }
        return items;
    }

    /** How many spans and metrics nobody holds. */
    public int waitingItems() {
        return this.entries.stream().filter((each) -> !each.held).mapToInt(Kept::waitingItems).sum();
    }

    @Override
    public boolean sync(Duration timeout) {
        return true;
    }

    @Override
    public SpoolStatus status() {
        return new SpoolStatus(true, 0, this.entries.stream().filter((each) -> !each.held).count(), 1);
    }

    @Override
    public void close() {
    }

    private static final class Kept implements SpoolReceipt {

        private final SpoolEntry entry;

        private final Kept replaces;

        private final BitSet settled = new BitSet();

        private final BitSet settledOnDisk = new BitSet();

        private boolean written;

        private boolean replaced;

        private boolean held = true;

        private Kept(SpoolEntry entry, Kept replaces) {
            this.entry = entry;
            this.replaces = replaces;
        }

        private boolean isSettled() {
            return this.settled.cardinality() == this.entry.parts();
        }

        private int waitingItems() {
            return (this.entry.items() > 0) ? this.entry.parts() - this.settled.cardinality() : 0;
        }

        @Override
        public boolean isStored() {
            return this.written;
        }

    }

}
