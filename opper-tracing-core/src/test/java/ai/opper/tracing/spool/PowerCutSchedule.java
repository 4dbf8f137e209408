// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.springframework.util.FileSystemUtils;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One spool through a few lives, each of which a power cut ends: what was in a file for
 * long enough must be there in the next life, and what met its fate long ago must not.
 */
final class PowerCutSchedule {

    private static final Duration AGE = Duration.ofDays(1);

    /** The spool's thread looks at its clock now and then only. */
    private static final long SLACK_MILLIS = 60;

    private final Random random;

    private final Path directory;

    private final Problems problems;

    private final int maxForceMillis;

    /** How old whatever a cut loses may be at most. */
    private final long marginMillis;

    private final boolean mayBeFull;

    private final SpoolSettings settings;

    private long now = System.currentTimeMillis();

    /** Since when the disk has worked without a pause, and nobody waits to try it. */
    private long worksSince = this.now;

    private List<Known> known = new ArrayList<>();

    private PowerCutDisk disk;

    private SpoolDirectory folders;

    private SpoolStore store;

    /** What this life has counted. */
    private Ledger ledger;

    /** Files had to make room, also such as had only what others have replaced. */
    private boolean crowded;

    /** Removed files and torn ends that a cut brought back fill it beyond its bound. */
    private boolean tooLarge;

    /** Old spans and metrics that are lost, which must have been counted as dropped. */
    private int madeRoom;

    private int cuts;

    private int found;

    private int lost;

    PowerCutSchedule(long seed, Path directory, Problems problems) {
        this.random = new Random(seed);
        this.directory = directory;
        this.problems = problems;
        this.maxForceMillis = List.of(0, 20, 200, 1_500).get(this.random.nextInt(4));
        this.marginMillis = Math.max(SpoolStore.SYNC_MILLIS, this.maxForceMillis) + this.maxForceMillis + SLACK_MILLIS;
        this.mayBeFull = this.random.nextInt(4) == 0;
        this.settings = new SpoolSettings(directory, (64L << 10) << this.random.nextInt(5), AGE);
    }

    int cuts() {
        return this.cuts;
    }

    int found() {
        return this.found;
    }

    int lost() {
        return this.lost;
    }

    void run() throws Exception {
        Path place = this.directory.resolve("0");
        Files.createDirectories(place);
        try {
            begin(place);
            for (int life = 1 + this.random.nextInt(3); life > 0; life--) {
                live();
                place = this.directory.resolve(String.valueOf(++this.cuts));
                this.disk.cut(place);
                end();
                begin(place);
                checkAll();
            }
        }
        finally {
            end();
            FileSystemUtils.deleteRecursively(place);
        }
    }

    private void begin(Path place) throws IOException {
        this.disk = new PowerCutDisk(place, this.random, () -> this.now, this.maxForceMillis);
        this.ledger = new Ledger();
        SpoolSettings here = new SpoolSettings(place, this.settings.maxBytes(), AGE);
        this.folders = new SpoolDirectory(here, this.disk, new HashMap<>(), this.ledger, this.problems);
        this.store = new SpoolStore(here, this.folders, this.disk, () -> this.now, this.ledger, this.problems);
        this.store.tend();
    }

    private void end() throws IOException {
        Path place = this.disk.directory();
        this.folders.close();
        FileSystemUtils.deleteRecursively(place);
    }

    private void live() {
        for (int step = 10 + this.random.nextInt(150); step > 0; step--) {
            this.now += (this.random.nextInt(30) == 0) ? this.store.restMillis() : 1 + this.random.nextInt(20);
            this.disk.tick();
            this.store.tend();
            for (int count = this.random.nextInt(5); count > 0; count--) {
                act();
            }
            this.store.write();
            look();
        }
    }

    private void act() {
        switch (this.random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> keep(new SpoolEntry.Finished(span(), SpoolEntry.Opening.NEVER, false), null);
            case 8, 9 -> keep(new SpoolEntry.Opened(span()), null);
            case 10, 11, 12 -> finish();
            case 13, 14, 15, 16, 17 -> acknowledge();
            case 18 -> sync();
            default -> turnFull();
        }
    }

    private SpanRecord span() {
        int bytes = 1 << this.random.nextInt(12);
        return this.random.nextBoolean() ? SpoolSamples.span(bytes)
                : SpoolSamples.span(bytes, new MetricRecord("m", 1, null), new MetricRecord("n", 2, null));
    }

    private void keep(SpoolEntry entry, Known replaces) {
        FileReceipt receipt = new FileReceipt(entry);
        this.store.store(receipt, (replaces != null) ? replaces.receipt : null);
        Known kept = new Known(entry, receipt);
        if (replaces != null) {
            replaces.replacement = kept;
        }
        this.known.add(kept);
    }

    /** A span that was opened ends, and what is kept of it changes places at once. */
    private void finish() {
        Known opened = any();
        if (opened != null && opened.isHere() && opened.entry instanceof SpoolEntry.Opened note
                && opened.replacement == null && !opened.found) {
            keep(new SpoolEntry.Finished(note.snapshot(), SpoolEntry.Opening.SURELY, false), opened);
        }
    }

    private void acknowledge() {
        Known any = any();
        if (any == null || any.replacement != null || any.isGone()) {
            return;
        }
        int part = this.random.nextInt(any.entry.parts());
        if (any.receipt.acknowledge(part)) {
            any.acknowledged.put(part, this.now);
            this.store.acknowledge(any.receipt, part);
        }
    }

    private Known any() {
        return this.known.isEmpty() ? null : this.known.get(this.random.nextInt(this.known.size()));
    }

    private void sync() {
        if (this.store.sync()) {
            this.known.forEach(this::look);
            this.known.forEach((each) -> each.synced |= each.isHere());
        }
    }

    private void turnFull() {
        if (this.mayBeFull && this.random.nextInt(3) == 0) {
            this.disk.full(!this.disk.isFull());
        }
    }

    private void look(Known each) {
        if (each.isHere()) {
            each.hereSince = Math.min(each.hereSince, this.now);
        }
        else if ((each.replacement == null || !each.replacement.isHere()) && !each.isSettled()) {
            each.hereSince = Long.MAX_VALUE;
        }
    }

    private void look() {
        this.known.forEach(this::look);
        SpoolStatus status = this.store.status();
        this.crowded |= status.bytes() > this.settings.maxBytes() / 4 * 3;
        boolean waits = this.folders.adopted().stream().anyMatch((each) -> each.nextFates > this.now);
        if (!status.writable() || waits) {
            this.worksSince = Long.MAX_VALUE;
        }
        else if (this.worksSince == Long.MAX_VALUE) {
            this.worksSince = this.now;
        }
    }

    private void checkAll() {
        SpoolStatus status = this.store.status();
        assertThat(status.writable()).as("the spool works after a cut").isTrue();
        this.tooLarge = status.bytes() > this.settings.maxBytes();
        this.crowded |= this.tooLarge;
        this.madeRoom = 0;
        Map<SpoolEntry, Spooled> there = takeAll();
        List<Known> left = new ArrayList<>();
        Set<UUID> ids = new HashSet<>();
        for (Known each : this.known) {
            Spooled again = there.remove(each.entry);
            check(each, again, there);
            if (again != null) {
                assertThat(ids.add(SpoolSamples.idOf(each.entry))).as("one entry for each span").isTrue();
                left.add(again(each, again));
                this.found++;
            }
        }
        assertThat(this.madeRoom).as("old spans and metrics that are lost, at most those that had to make room")
            .isLessThanOrEqualTo((int) this.ledger.dropped(Drop.SPOOL_FULL));
        assertThat(there).as("entries that nobody has kept, or that were gone before").isEmpty();
        this.known = left;
        this.crowded = false;
        this.worksSince = this.now;
    }

    private Map<SpoolEntry, Spooled> takeAll() {
        Map<SpoolEntry, Spooled> there = new LinkedHashMap<>();
        List<Spooled> some = this.store.oldest(50);
        while (!some.isEmpty()) {
            some.forEach((each) -> assertThat(there.put(each.entry(), each)).as("given out twice").isNull());
            some = this.store.oldest(50);
        }
        return there;
    }

    private void check(Known each, Spooled again, Map<SpoolEntry, Spooled> others) {
        if (again == null && each.mustBeThere()) {
            boolean replaced = each.replacement != null
                    && (this.crowded || others.containsKey(each.replacement.entry) || each.replacement.isGone());
            this.madeRoom += replaced ? 0 : each.waitingItems();
            assertThat(replaced || this.tooLarge)
                .as("%s of %d ms is lost", EntryKind.of(each.entry), this.now - each.hereSince)
                .isTrue();
        }
        if (again == null && each.hereSince < Long.MAX_VALUE && !each.isSettled() && each.replacement == null) {
            this.lost++;
        }
        if (again != null) {
            assertThat(each.isSettled() && isOld(each.lastFate()) && isOld(each.hereSince)).as("settled long ago")
                .isFalse();
            assertThat(each.acknowledged.keySet()).containsAll(again.acknowledged().stream().boxed().toList());
            each.acknowledged.forEach((part, millis) -> {
                if (isOld(millis) && isOld(each.hereSince)) {
                    assertThat(again.acknowledged().get(part)).as("a fate of long ago is known").isTrue();
                }
            });
        }
    }

    /** Nothing of this age may be lost, if the disk has worked since. */
    private boolean isOld(long millis) {
        return millis >= this.worksSince && this.now - millis > this.marginMillis;
    }

    private Known again(Known each, Spooled again) {
        Known same = new Known(each.entry, (FileReceipt) again.receipt());
        again.acknowledged().stream().forEach((part) -> same.acknowledged.put(part, each.acknowledged.get(part)));
        same.synced = true;
        same.found = true;
        return same;
    }

    /** What the test knows of an entry. */
    private final class Known {

        private final SpoolEntry entry;

        private final FileReceipt receipt;

        private final Map<Integer, Long> acknowledged = new HashMap<>();

        /** It comes from an earlier life; the span will never end. */
        private boolean found;

        private Known replacement;

        private long hereSince = Long.MAX_VALUE;

        private boolean synced;

        Known(SpoolEntry entry, FileReceipt receipt) {
            this.entry = entry;
            this.receipt = receipt;
        }

        boolean isHere() {
            return this.receipt.isStored();
        }

        boolean isSettled() {
            return this.acknowledged.size() == this.entry.parts();
        }

        /** All of its fates are met, or it had to make room. */
        boolean isGone() {
            boolean nowhere = this.receipt.entry() == null && !this.receipt.isStored();
            return nowhere || isSettled();
        }

        int waitingItems() {
            return (this.entry.items() > 0) ? this.entry.parts() - this.acknowledged.size() : 0;
        }

        long lastFate() {
            return this.acknowledged.values().stream().mapToLong(Long::longValue).max().orElse(Long.MAX_VALUE);
        }

        boolean mustBeThere() {
            boolean gone = isSettled() || this.hereSince == Long.MAX_VALUE;
            boolean old = PowerCutSchedule.this.now - this.hereSince > PowerCutSchedule.this.marginMillis;
            return !gone && (this.synced || old);
        }

    }

}
