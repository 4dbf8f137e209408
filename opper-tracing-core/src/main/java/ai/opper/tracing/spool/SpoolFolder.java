// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The files of one process, oldest first. Only appended to and, at the other end, removed
 * when nothing in the oldest file matters any more. Only for the spool's thread.
 */
final class SpoolFolder {

    private final Path path;

    private final FolderLock lock;

    private final NavigableMap<Long, Segment> segments = new TreeMap<>();

    private final SegmentReader reader;

    private final SpoolWriter writer;

    private final WaitingItems waiting;

    /** When acknowledgements are written again after they could not be. */
    long nextFates;

    private SpoolFolder(Path path, FolderLock lock, Disk disk, SpoolWriter.Limits limits, WaitingItems waiting) {
        this.path = path;
        this.lock = lock;
        this.reader = new SegmentReader(disk);
        this.writer = new SpoolWriter(this, disk, limits);
        this.waiting = waiting;
    }

    /** Makes a folder, or returns {@code null} when somebody else was faster. */
    static @Nullable SpoolFolder make(Path path, Disk disk, SpoolWriter.Limits limits, WaitingItems waiting)
            throws IOException {
        OwnerOnly.makeDirectories(path);
        try {
            return adopt(path, disk, limits, waiting);
        }
        catch (NoSuchFileException ex) {
            // Somebody took the empty folder for one that was left, and removed it.
            return null;
        }
    }

    /** Takes a folder over, or returns {@code null} when its owner lives. */
    static @Nullable SpoolFolder adopt(Path path, Disk disk, SpoolWriter.Limits limits, WaitingItems waiting)
            throws IOException {
        FolderLock lock = FolderLock.take(path);
        if (lock == null) {
            return null;
        }
        SpoolFolder folder = new SpoolFolder(path, lock, disk, limits, waiting);
        try {
            folder.readAll();
            return folder;
        }
        catch (IOException ex) {
            lock.close();
            throw ex;
        }
    }

    private void readAll() throws IOException {
        try (Stream<Path> files = Files.list(this.path)) {
            for (Path file : files.sorted().toList()) {
                Segment segment = SegmentReader.named(file, this.waiting);
                if (segment != null) {
                    readOne(segment);
                }
            }
        }
    }

    private void readOne(Segment segment) {
        this.segments.put(segment.first, segment);
        try {
            this.writer.numbersFrom(this.reader.read(segment, this.segments) + 1);
        }
        catch (IOException ex) {
            segment.damages = 1;
            this.writer.numbersFrom(segment.first + 1);
        }
    }

    Path path() {
        return this.path;
    }

    SpoolWriter writer() {
        return this.writer;
    }

    NavigableMap<Long, Segment> segments() {
        return this.segments;
    }

    @Nullable Segment segmentOf(long number) {
        Map.Entry<Long, Segment> place = this.segments.floorEntry(number);
        return (place != null) ? place.getValue() : null;
    }

    @Nullable Segment oldest() {
        Map.Entry<Long, Segment> entry = this.segments.firstEntry();
        return (entry != null) ? entry.getValue() : null;
    }

    /**
     * Removes what does not matter any more, even if the power fails, and nothing that
     * something older needs, which an empty file cannot be.
     * @param synced the last batch of this process for which the power may fail
     */
    List<Segment> takeSettled(long synced) {
        List<Segment> settled = new ArrayList<>();
        boolean needed = false;
        for (Segment each : this.segments.values()) {
            needed |= !isSettled(each, synced);
            if ((!needed || each.size == 0) && each != this.writer.current()) {
                settled.add(each);
            }
        }
        settled.forEach((each) -> this.segments.remove(each.first));
        return settled;
    }

    boolean isSettled(long synced) {
        return this.segments.values().stream().allMatch((each) -> isSettled(each, synced));
    }

    private static boolean isSettled(Segment segment, long synced) {
        return segment.liveEntries() == 0 && segment.replacedIn <= synced;
    }

    long bytes() {
        return this.segments.values().stream().mapToLong((each) -> each.size).sum();
    }

    long waitingEntries() {
        return this.segments.values().stream().mapToLong(Segment::waitingEntries).sum();
    }

    WaitingItems waiting() {
        return this.waiting;
    }

    /** Whoever held something has forgotten it. Returns how many items that was. */
    int releaseAll() {
        return this.segments.values().stream().mapToInt(Segment::releaseAll).sum();
    }

    /** When the owner wrote something for the last time. */
    long writtenMillis() {
        return this.segments.values().stream().mapToLong((each) -> each.writtenMillis).max().orElse(0);
    }

    void close() throws IOException {
        this.writer.close();
        if (this.segments.isEmpty()) {
            this.lock.closeAndRemove();
        }
        else {
            this.lock.close();
        }
    }

}
