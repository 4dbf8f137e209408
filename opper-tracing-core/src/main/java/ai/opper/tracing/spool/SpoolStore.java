// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.spool.SpoolEntry.Opening;

/**
 * What the spool's thread does: writes into a folder of its own, reads that and the
 * folders of dead processes, and goes on in memory while the disk does not work. Only for
 * that thread.
 */
final class SpoolStore {

    /** How often a disk that has failed is tried again. */
    static final long PROBE_MILLIS = 4_000;

    /** How long what was written may be lost when the power fails. */
    static final long SYNC_MILLIS = 500;

    /** How soon a disk that was busy then is asked again. */
    private static final long BUSY_MILLIS = 10;

    private static final int USUAL_BATCH = 1 << 20;

    private final SpoolDirectory directory;

    private final SpoolBounds bounds;

    private final LongSupplier clock;

    private final Ledger ledger;

    private final Problems problems;

    private final SpoolReader reader;

    /** What could not be written and is still in the memory of whoever holds it. */
    private final Queue<Pending> unwritten = new ArrayDeque<>();

    private boolean writable = true;

    private long nextProbe;

    private long nextSync;

    SpoolStore(SpoolSettings settings, SpoolDirectory directory, Disk disk, LongSupplier clock, Ledger ledger,
            Problems problems) {
        this.directory = directory;
        this.bounds = new SpoolBounds(settings, this.directory, clock, problems);
        this.reader = new SpoolReader(this.directory, disk, ledger);
        this.clock = clock;
        this.ledger = ledger;
        this.problems = problems;
    }

    void store(FileReceipt receipt, @Nullable FileReceipt replaces) {
        SpoolEntry entry = receipt.entry();
        if (entry == null) {
            settleReplaced(replaces);
            return;
        }
        SpoolFolder own = this.directory.own();
        if (!this.writable || own == null) {
            this.unwritten.add(new Pending(receipt, replaces));
            return;
        }
        try {
            FileReceipt note = (replaces != null) ? replaces : noteOf(entry);
            own.writer().add(receipt, entry, note, this.clock.getAsLong());
        }
        catch (IOException ex) {
            this.unwritten.add(new Pending(receipt, replaces));
            failed(ex);
        }
        if (own.writer().batchBytes() > USUAL_BATCH) {
            write();
        }
    }

    /** Returns how many items somebody held that are in files. */
    int releaseAll() {
        write();
        return this.directory.folders().stream().mapToInt(SpoolFolder::releaseAll).sum();
    }

    private @Nullable FileReceipt noteOf(SpoolEntry entry) {
        return (entry instanceof SpoolEntry.Finished finished && finished.opening() != Opening.NEVER)
                ? this.reader.noteOf(finished.span().id()) : null;
    }

    private void settleReplaced(@Nullable FileReceipt replaces) {
        if (replaces != null) {
            replaces.acknowledge(0);
            acknowledge(replaces, 0);
        }
    }

    /** Notes a fate that the receipt knows already. */
    void acknowledge(FileReceipt receipt, int part) {
        if (receipt.isPending()) {
            write();
        }
        SpoolFolder folder = receipt.folder();
        Segment segment = (folder != null) ? folder.segmentOf(receipt.number()) : null;
        if (folder != null && segment != null) {
            folder.writer().addFate(receipt.number(), part);
            segment.acknowledge(receipt.number(), part);
        }
    }

    /** Whoever held the entry has forgotten it, perhaps just after it had to go. */
    void release(FileReceipt receipt) {
        if (receipt.isPending()) {
            write();
        }
        receipt.release();
        SpoolFolder folder = receipt.folder();
        Segment segment = (folder != null) ? folder.segmentOf(receipt.number()) : null;
        if (segment != null) {
            segment.release(receipt.number());
        }
        else if (receipt.entry() == null) {
            this.ledger.countDropped(Drop.SPOOL_FULL, receipt.items());
        }
    }

    List<Spooled> oldest(int max) {
        write();
        List<Spooled> found = new ArrayList<>();
        for (SpoolFolder folder : this.directory.folders()) {
            this.reader.read(folder, max, found);
        }
        return found;
    }

    /** Writes what has been collected since the last time. */
    void write() {
        this.directory.removeSettled();
        this.directory.adopted().forEach(this::writeFates);
        SpoolFolder own = this.directory.own();
        if (own != null && this.writable) {
            try {
                own.writer().write(this.clock.getAsLong());
            }
            catch (IOException ex) {
                failed(ex);
            }
        }
        this.directory.removeSettled();
        this.bounds.hold();
    }

    /** Tries a disk that has failed as seldom as for entries: each time costs a file. */
    private void writeFates(SpoolFolder folder) {
        long now = this.clock.getAsLong();
        if (!isDue(now, folder.nextFates, PROBE_MILLIS)) {
            return;
        }
        try {
            folder.writer().write(now);
        }
        catch (IOException ex) {
            folder.nextFates = now + PROBE_MILLIS;
            folder.writer().abort();
            report(ex);
        }
    }

    /** Whatever has to happen from time to time. */
    void tend() {
        long now = this.clock.getAsLong();
        if ((this.directory.own() == null || !this.writable) && isDue(now, this.nextProbe, PROBE_MILLIS)) {
            probe(now);
        }
        if (isDue(now, this.nextSync, SYNC_MILLIS)) {
            this.unwritten.removeIf((pending) -> pending.receipt().entry() == null);
            this.nextSync = now + (syncSoon() ? BUSY_MILLIS : SYNC_MILLIS);
        }
        this.directory.adoptOrphans(now);
    }

    /** A clock that was set back must not stop what happens from time to time. */
    static boolean isDue(long now, long next, long interval) {
        return now >= next || next - now > interval;
    }

    private void probe(long now) {
        this.nextProbe = now + PROBE_MILLIS;
        try {
            this.directory.makeOwn();
            this.writable = true;
            writeAgain();
        }
        catch (IOException ex) {
            failed(ex);
        }
    }

    private void writeAgain() {
        List<Pending> again = List.copyOf(this.unwritten);
        this.unwritten.clear();
        again.forEach((pending) -> store(pending.receipt(), pending.replaces()));
        write();
    }

    /** Sees to it that the power may fail. */
    boolean sync() {
        write();
        this.directory.removeSpent();
        boolean synced = this.writable;
        for (SpoolFolder folder : this.directory.folders()) {
            synced &= sync(folder);
        }
        return synced;
    }

    /** Returns whether the disk is busy with what came before. */
    private boolean syncSoon() {
        write();
        this.directory.removeSpent();
        boolean busy = false;
        for (SpoolFolder folder : this.directory.folders()) {
            busy |= folder.writer().syncSoon();
            IOException failure = folder.writer().takeSyncFailure();
            if (failure != null) {
                failed(failure);
            }
        }
        return busy;
    }

    private boolean sync(SpoolFolder folder) {
        try {
            folder.writer().sync();
            return true;
        }
        catch (IOException ex) {
            failed(ex);
            return false;
        }
    }

    private void failed(IOException cause) {
        SpoolFolder own = this.directory.own();
        if (own != null) {
            own.writer().pending().forEach(this.unwritten::add);
            own.writer().abort();
        }
        this.writable = false;
        this.nextProbe = this.clock.getAsLong() + PROBE_MILLIS;
        report(cause);
    }

    private void report(IOException cause) {
        this.problems.report(Problem.SPOOL_UNAVAILABLE, "Spool", "the files of the spool cannot be written", cause);
    }

    /** How long nothing has to happen, in milliseconds. */
    long restMillis() {
        long next = this.directory.nextLook();
        if (!this.writable) {
            next = Math.min(next, this.nextProbe);
        }
        if (this.directory.isUnsynced()) {
            next = Math.min(next, this.nextSync);
        }
        return Math.max(1, Math.min(next - this.clock.getAsLong(), PROBE_MILLIS));
    }

    SpoolStatus status() {
        return new SpoolStatus(this.writable && this.directory.own() != null, this.directory.bytes(),
                this.directory.waitingEntries(), this.directory.folders().size());
    }

    void close() {
        sync();
        this.directory.close();
    }

    /**
     * An entry that has to be written.
     *
     * @param receipt the entry
     * @param replaces what it replaces
     */
    record Pending(FileReceipt receipt, @Nullable FileReceipt replaces) {
    }

}
