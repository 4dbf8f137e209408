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

import ai.opper.tracing.test.SpoolContract;

/** The contract, met in the simplest way. */
class MemorySpoolTest extends SpoolContract {

    private final List<Kept> kept = new ArrayList<>();

    @Override
    protected Spool open() {
        return new MemorySpool();
    }

    private static final class Kept implements SpoolReceipt {

        private final SpoolEntry entry;

        private final BitSet acknowledged = new BitSet();

        private boolean held = true;

        private Kept(SpoolEntry entry) {
            this.entry = entry;
        }

        @Override
        public boolean isStored() {
            return true;
        }

    }

    private final class MemorySpool implements Spool {

        @Override
        public SpoolReceipt store(SpoolEntry entry, SpoolReceipt replaces) {
            Kept receipt = new Kept(entry);
            MemorySpoolTest.this.kept.remove(replaces);
            if (entry instanceof SpoolEntry.Finished finished && finished.opening() != SpoolEntry.Opening.NEVER) {
                MemorySpoolTest.this.kept.removeIf((each) -> each.entry instanceof SpoolEntry.Opened opened
                        && opened.snapshot().id().equals(finished.span().id()));
            }
            MemorySpoolTest.this.kept.add(receipt);
            return receipt;
        }

        @Override
        public void acknowledge(SpoolReceipt receipt, int part) {
            Kept known = (Kept) receipt;
            known.acknowledged.set(part);
            if (known.acknowledged.cardinality() == known.entry.parts()) {
                MemorySpoolTest.this.kept.remove(known);
            }
        }

        @Override
        public void release(SpoolReceipt receipt) {
            ((Kept) receipt).held = false;
        }

        @Override
        public CompletionStage<List<Spooled>> oldest(int max) {
            List<Kept> found = new ArrayList<>();
            MemorySpoolTest.this.kept.stream()
                .takeWhile((each) -> found.size() < max)
                .forEach((each) -> give(each, found));
            return CompletableFuture.completedFuture(found.stream()
                .map((each) -> new Spooled(each, each.entry, each.acknowledged, Instant.now()))
                .toList());
        }

        private void give(Kept receipt, List<Kept> found) {
            if (receipt.held) {
                return;
            }
            receipt.held = true;
            UUID needed = EntryKind.needed(receipt.entry);
            if (needed != null) {
                MemorySpoolTest.this.kept.stream()
                    .filter((each) -> needed.equals(EntryKind.subject(each.entry)))
                    .forEach((each) -> give(each, found));
            }
            found.add(receipt);
        }

        @Override
        public void whenWaiting(Runnable signal) {
            if (MemorySpoolTest.this.kept.stream().anyMatch((each) -> !each.held)) {
                signal.run();
            }
        }

        @Override
        public int releaseAll() {
            List<Kept> released = MemorySpoolTest.this.kept.stream().filter((each) -> each.held).toList();
            released.forEach((each) -> each.held = false);
            return released.stream()
                .filter((each) -> each.entry.items() > 0)
                .mapToInt((each) -> each.entry.parts() - each.acknowledged.cardinality())
                .sum();
        }

        @Override
        public boolean sync(Duration timeout) {
            return true;
        }

        @Override
        public SpoolStatus status() {
            return new SpoolStatus(true, 0, MemorySpoolTest.this.kept.size(), 1);
        }

        @Override
        public void close() {
            MemorySpoolTest.this.kept.forEach((each) -> each.held = false);
        }

    }

}
