// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.UuidV7;

/**
 * The folders of one directory that this process owns: its own, and those of processes
 * that have died. Only for the spool's thread.
 */
final class SpoolDirectory {

    static final long ADOPT_MILLIS = 5_000;

    private static final String CORRUPT = ".corrupt";

    private static final int MAX_CORRUPT_FILES = 4;

    private static final int MAX_SEGMENT_BYTES = 4 << 20;

    private static final int MIN_SEGMENTS = 8;

    private static final int ATTEMPTS = 3;

    private final SpoolSettings settings;

    private final Disk disk;

    /** What this process has left in folders, and has counted already. */
    private final Map<Path, Long> left;

    private final Ledger ledger;

    private final Problems problems;

    private final List<SpoolFolder> adopted = new ArrayList<>();

    private @Nullable SpoolFolder own;

    private long nextLook;

    SpoolDirectory(SpoolSettings settings, Disk disk, Map<Path, Long> left, Ledger ledger, Problems problems) {
        this.settings = settings;
        this.left = left;
        this.disk = disk;
        this.ledger = ledger;
        this.problems = problems;
    }

    @Nullable SpoolFolder own() {
        return this.own;
    }

    List<SpoolFolder> adopted() {
        return this.adopted;
    }

    /** All folders, oldest first. */
    List<SpoolFolder> folders() {
        List<SpoolFolder> all = new ArrayList<>(this.adopted);
        SpoolFolder mine = this.own;
        if (mine != null) {
            all.add(mine);
        }
        return all;
    }

    /** Makes the folder of this process, unless it has been made. */
    void makeOwn() throws IOException {
        OwnerOnly.makeDirectories(this.settings.directory());
        for (int attempt = 0; this.own == null && attempt < ATTEMPTS; attempt++) {
            Path path = this.settings.directory().resolve(UuidV7.next().toString());
            WaitingItems waiting = new WaitingItems(this.ledger);
            this.own = SpoolFolder.make(path, this.disk, segmentLimits(), waiting);
            waiting.begin(0);
        }
        if (this.own == null) {
            throw new IOException("no folder can be locked");
        }
    }

    /** Small enough that what goes when a file goes is a small part of the whole. */
    private SpoolWriter.Limits segmentLimits() {
        return new SpoolWriter.Limits(Math.min(MAX_SEGMENT_BYTES, this.settings.maxBytes() / MIN_SEGMENTS),
                this.settings.maxAge().toMillis() / MIN_SEGMENTS);
    }

    /** Takes over what dead processes have left. */
    void adoptOrphans(long now) {
        if (!SpoolStore.isDue(now, this.nextLook, ADOPT_MILLIS)) {
            return;
        }
        this.nextLook = now + ADOPT_MILLIS;
        try (Stream<Path> paths = Files.list(this.settings.directory())) {
            List<Path> sorted = paths.sorted().toList();
            sorted.stream().filter(Files::isDirectory).forEach(this::adopt);
            List.copyOf(this.left.keySet())
                .stream()
                .filter((each) -> !sorted.contains(each))
                .forEach(this::countTakenOver);
            removeOldCorrupt(sorted.stream().filter((path) -> path.toString().endsWith(CORRUPT)).toList(), now);
        }
        catch (IOException ex) {
            // The probe says what is wrong with the directory.
        }
    }

    private void adopt(Path path) {
        if (folders().stream().anyMatch((each) -> each.path().equals(path))) {
            return;
        }
        try {
            SpoolFolder orphan = SpoolFolder.adopt(path, this.disk, segmentLimits(), new WaitingItems(this.ledger));
            if (orphan != null) {
                this.adopted.add(orphan);
                countFound(orphan);
                orphan.segments().values().stream().filter((each) -> each.damages > 0).forEach(this::countDamages);
                removeSettled();
            }
            else {
                countTakenOver(path);
            }
        }
        catch (IOException ex) {
            // Perhaps another process adopts it at this moment; the next look tells.
        }
    }

    /** What this process has left there itself is counted, and may have been damaged. */
    private void countFound(SpoolFolder folder) {
        Long counted = this.left.remove(folder.path());
        long before = (counted != null) ? counted : 0;
        long found = folder.waiting().items();
        this.ledger.countCreated(Math.max(0, found - before));
        this.ledger.countDropped(Drop.DISK_ERROR, Math.max(0, before - found));
        folder.waiting().begin(before);
    }

    /** Somebody else has what this process has left there, and counts it. */
    private void countTakenOver(Path path) {
        Long counted = this.left.remove(path);
        if (counted != null) {
            this.ledger.countDropped(Drop.ADOPTED, counted);
            this.ledger.countUnspooled(counted);
        }
    }

    private void countDamages(Segment segment) {
        this.ledger.countCreated(segment.damages);
        this.ledger.countDropped(Drop.DISK_ERROR, segment.damages);
        explainDamage();
    }

    private void explainDamage() {
        this.problems.report(Problem.SPOOL_DAMAGED, "Spool", "a file of the spool is damaged", null);
    }

    /** Notes that something in a file could not be read. */
    void damaged(Segment segment) {
        segment.damages++;
        explainDamage();
    }

    /** Removes files in which nothing matters any more. */
    void removeSettled() {
        long synced = synced();
        for (SpoolFolder folder : folders()) {
            folder.takeSettled(synced).forEach((each) -> remove(folder, each));
        }
        for (SpoolFolder folder : List.copyOf(this.adopted)) {
            if (folder.isSettled(synced)) {
                this.adopted.remove(folder);
                folder.writer().abandon();
                folder.takeSettled(synced).forEach((each) -> remove(folder, each));
                close(folder);
            }
        }
    }

    /** Removes the newest file too, when nothing in it matters. */
    void removeSpent() {
        SpoolFolder mine = this.own;
        if (mine != null && mine.bytes() > 0 && mine.isSettled(synced())) {
            mine.writer().abandon();
            removeSettled();
        }
    }

    /** The last batch of this process for which the power may fail. */
    private long synced() {
        SpoolFolder mine = this.own;
        return (mine != null) ? mine.writer().synced() : 0;
    }

    /** Lets go of everything in a file, for a reason. */
    int giveUp(SpoolFolder folder, Segment segment, Drop reason) {
        int items = segment.waitingItems();
        this.ledger.countDropped(reason, items);
        if (reason == Drop.DISK_ERROR) {
            damaged(segment);
        }
        if (folder.writer().current() == segment) {
            folder.writer().abandon();
        }
        segment.forget();
        folder.segments().remove(segment.first);
        remove(folder, segment);
        return items;
    }

    private void remove(SpoolFolder folder, Segment segment) {
        try {
            if (segment.damages > 0) {
                String name = folder.path().getFileName() + "-" + segment.file.getFileName() + CORRUPT;
                Files.move(segment.file, this.settings.directory().resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            else {
                Files.deleteIfExists(segment.file);
            }
        }
        catch (IOException ex) {
            // Whoever adopts the folder finds nothing in it that matters.
        }
    }

    private void removeOldCorrupt(List<Path> files, long now) throws IOException {
        for (int index = 0; index < files.size(); index++) {
            long age = now - Files.getLastModifiedTime(files.get(index)).toMillis();
            if (index < files.size() - MAX_CORRUPT_FILES || age > this.settings.maxAge().toMillis()) {
                Files.deleteIfExists(files.get(index));
            }
        }
    }

    long nextLook() {
        return this.nextLook;
    }

    boolean isUnsynced() {
        return folders().stream().anyMatch((each) -> each.writer().isUnsynced());
    }

    long bytes() {
        return folders().stream().mapToLong(SpoolFolder::bytes).sum();
    }

    long waitingEntries() {
        return folders().stream().mapToLong(SpoolFolder::waitingEntries).sum();
    }

    void close() {
        removeSpent();
        for (SpoolFolder folder : folders()) {
            folder.releaseAll();
            this.left.put(folder.path(), folder.waiting().items());
            close(folder);
        }
        this.adopted.clear();
        this.own = null;
    }

    private void close(SpoolFolder folder) {
        try {
            folder.close();
        }
        catch (IOException ex) {
            // The lock goes with the process at the latest.
        }
    }

}
