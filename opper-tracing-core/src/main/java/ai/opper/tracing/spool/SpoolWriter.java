// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * Collects entries and acknowledgements and writes them at once, at the end of a folder's
 * newest file. Only for the spool's thread.
 */
final class SpoolWriter {

    private static final int USUAL_BATCH = 1 << 20;

    /** So that acknowledgements that find no room do not grow without end. */
    private static final int MAX_FATES = 1 << 20;

    private final SpoolFolder folder;

    private final Disk disk;

    private final Limits limits;

    private final EntryOutput batch = new EntryOutput(1 << 16);

    private final EntryOutput fates = new EntryOutput(1 << 12);

    private final List<Written> entries = new ArrayList<>();

    private final BackgroundSync background;

    private @Nullable Segment current;

    private Disk.@Nullable Output output;

    private long begunMillis;

    /** Where in the file the batch begins that was written last. */
    private int batchAt;

    private boolean unsynced;

    /** How many batches there were. */
    private long batches;

    /** The last batch that is on the disk when what is under way has ended. */
    private long covered;

    private long synced;

    private long next = 1;

    SpoolWriter(SpoolFolder folder, Disk disk, Limits limits) {
        this.folder = folder;
        this.disk = disk;
        this.limits = limits;
        this.background = new BackgroundSync(disk);
    }

    void numbersFrom(long number) {
        this.next = Math.max(this.next, number);
    }

    @Nullable Segment current() {
        return this.current;
    }

    int batchBytes() {
        return this.batch.size() + this.fates.size();
    }

    /** What has been collected and not been written. */
    List<SpoolStore.Pending> pending() {
        return this.entries.stream().map((each) -> new SpoolStore.Pending(each.receipt(), each.replaces())).toList();
    }

    void add(FileReceipt receipt, SpoolEntry entry, @Nullable FileReceipt replaces, long nowMillis) throws IOException {
        Segment segment = open(nowMillis);
        EntryKind kind = EntryKind.of(entry);
        int start = Frame.begin(this.batch, segment.marker, kind, receipt.parts(), this.next, numberHere(replaces));
        try {
            EntryKind.write(entry, this.batch);
        }
        catch (RuntimeException | OutOfMemoryError ex) {
            this.batch.truncate(start);
            throw ex;
        }
        Frame.end(this.batch, start);
        BitSet fated = receipt.acknowledged();
        long number = this.next++;
        fated.stream().forEach((part) -> addFate(number, part));
        this.entries.add(new Written(receipt, number, replaces, kind, EntryKind.subject(entry), start, fated));
        receipt.pending(this.folder, number);
    }

    /** The number of an entry of this folder, written or about to be; 0 for any other. */
    private long numberHere(@Nullable FileReceipt receipt) {
        return (receipt != null && receipt.place() == this.folder) ? receipt.number() : 0;
    }

    void addFate(long number, int part) {
        if (this.fates.size() < MAX_FATES) {
            this.fates.putLong(number).putShort(part);
        }
    }

    /** Writes what has been collected. */
    void write(long nowMillis) throws IOException {
        if (batchBytes() == 0) {
            return;
        }
        Segment segment = open(nowMillis);
        int entryBytes = this.batch.size();
        addFates(segment);
        try {
            append(segment);
        }
        catch (IOException ex) {
            this.batch.truncate(entryBytes);
            throw ex;
        }
        segment.writtenMillis = nowMillis;
        this.fates.truncate(0);
        this.entries.forEach((each) -> settle(each, segment));
        clear();
        if (segment.size >= this.limits.bytes() || nowMillis - this.begunMillis >= this.limits.millis()) {
            roll();
        }
    }

    private void addFates(Segment segment) {
        if (this.fates.size() > 0) {
            int start = Frame.begin(this.batch, segment.marker, EntryKind.ACKNOWLEDGEMENTS, 0, 0, 0);
            this.batch.putAll(this.fates);
            Frame.end(this.batch, start);
        }
    }

    private void append(Segment segment) throws IOException {
        Disk.Output target = this.output;
        if (target != null) {
            target.write(this.batch.written());
            this.batchAt = (int) segment.size;
            segment.size += this.batch.size();
            this.batches++;
            this.unsynced = true;
        }
    }

    private void settle(Written written, Segment segment) {
        FileReceipt receipt = written.receipt();
        segment.add(written.number(), receipt.parts(), written.kind(), written.subject(), this.batchAt + written.at(),
                receipt.isReleased() ? null : receipt);
        receipt.written();
        written.fated().stream().forEach((part) -> segment.acknowledge(written.number(), part));
        FileReceipt replaced = written.replaces();
        SpoolFolder place = (replaced != null) ? replaced.folder() : null;
        if (replaced != null && place != null) {
            place.writer().removeReplaced(replaced.number(), this.batches, place == this.folder);
        }
    }

    /** Removes what has been replaced; within a folder, the new entry says so itself. */
    private void removeReplaced(long number, long batch, boolean said) {
        Segment segment = this.folder.segmentOf(number);
        if (segment != null) {
            segment.remove(number);
            segment.replacedIn = batch;
        }
        if (!said) {
            addFate(number, 0);
        }
    }

    private void clear() {
        this.entries.clear();
        this.batch.reset(USUAL_BATCH);
    }

    private Segment open(long nowMillis) throws IOException {
        Segment open = this.current;
        if (open == null) {
            long marker = ThreadLocalRandom.current().nextLong();
            open = Segment.create(this.folder, this.next++, marker, nowMillis);
            this.output = this.disk.create(open.file);
            this.current = open;
            this.begunMillis = nowMillis;
            this.folder.segments().put(open.first, open);
        }
        return open;
    }

    /** Returns when the power may fail. */
    void sync() throws IOException {
        Disk.Output target = this.output;
        if (target != null && this.unsynced) {
            target.force();
            this.unsynced = false;
        }
        this.background.await();
        this.covered = this.batches;
    }

    /** The last batch for which the power may fail, as those before it. */
    long synced() {
        if (!this.background.isUnderWay()) {
            this.synced = this.covered;
        }
        return this.synced;
    }

    boolean isUnsynced() {
        return this.unsynced;
    }

    /**
     * Sees to it that the power may fail soon, without waiting for the disk.
     * @return whether it has to be seen to again soon, because the disk is busy
     */
    boolean syncSoon() {
        Disk.Output target = this.output;
        if (target == null || !this.unsynced) {
            return false;
        }
        if (this.background.isUnderWay()) {
            return true;
        }
        this.unsynced = false;
        this.covered = this.batches;
        this.background.force(target);
        return false;
    }

    @Nullable IOException takeSyncFailure() {
        return this.background.takeFailure();
    }

    /** Ends the newest file, so that the next entry begins another one. */
    private void roll() {
        Disk.Output target = this.output;
        this.output = null;
        this.current = null;
        this.unsynced = false;
        this.covered = this.batches;
        if (target != null) {
            this.background.forceAndClose(target);
        }
    }

    /** Ends the newest file after a failure, without what the failure has left in it. */
    void abort() {
        Disk.Output target = this.output;
        Segment broken = this.current;
        if (target != null && broken != null) {
            try {
                target.truncate(broken.size);
            }
            catch (IOException ex) {
                // Then a torn end remains, which readers skip.
            }
        }
        discard();
        roll();
    }

    /** Ends the newest file, in which nothing matters. */
    void abandon() {
        Disk.Output target = this.output;
        this.output = null;
        discard();
        roll();
        if (target != null) {
            try {
                target.close();
            }
            catch (IOException ex) {
                // It is removed anyway.
            }
        }
    }

    private void discard() {
        this.entries.forEach((each) -> each.receipt().removed());
        clear();
    }

    void close() throws IOException {
        Disk.Output target = this.output;
        if (target != null) {
            try (target) {
                sync();
            }
        }
        this.output = null;
        this.current = null;
    }

    /**
     * When a file is ended.
     *
     * @param bytes when it is so large
     * @param millis when it is so old
     */
    record Limits(long bytes, long millis) {
    }

    /**
     * An entry on its way into the file.
     *
     * @param receipt who is told
     * @param number its number
     * @param replaces the entry that it replaces
     * @param kind what it is
     * @param subject the span that it tells about
     * @param at where in the batch it begins
     * @param fated the parts whose fates are written with it
     */
    private record Written(FileReceipt receipt, long number, @Nullable FileReceipt replaces, EntryKind kind,
            @Nullable UUID subject, int at, BitSet fated) {
    }

}
