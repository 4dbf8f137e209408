// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;

/**
 * Gives entries out again, in the order in which they were written, but what is above a
 * span before the span. Only for the spool's thread.
 */
final class SpoolReader {

    private final SpoolDirectory directory;

    private final Ledger ledger;

    /** The file whose turn it is. */
    private final Loaded loaded;

    /** The file that others were looked for in. */
    private final Loaded aside;

    SpoolReader(SpoolDirectory directory, Disk disk, Ledger ledger) {
        this.directory = directory;
        this.ledger = ledger;
        this.loaded = new Loaded(disk);
        this.aside = new Loaded(disk);
    }

    void read(SpoolFolder folder, int max, List<Spooled> found) {
        for (Segment segment : List.copyOf(folder.segments().values())) {
            if (found.size() >= max) {
                return;
            }
            if (segment.waitingEntries() > 0) {
                read(folder, segment, max, found);
            }
        }
    }

    private void read(SpoolFolder folder, Segment segment, int max, List<Spooled> found) {
        ByteBuffer bytes;
        try {
            bytes = this.loaded.load(segment);
        }
        catch (IOException ex) {
            this.directory.giveUp(folder, segment, Drop.DISK_ERROR);
            return;
        }
        FrameScanner frames = new FrameScanner(bytes, segment.marker, segment.unreadFrom);
        for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
            if (found.size() >= max) {
                return;
            }
            segment.unreadFrom = frame.end();
            if (frame.kind() != EntryKind.ACKNOWLEDGEMENTS && segment.isWaiting(frame.number())) {
                Place place = place(folder, segment, frame);
                if (place != null) {
                    give(place, found);
                }
            }
        }
        this.loaded.forget();
        this.aside.forget();
        if (segment.waitingEntries() > 0) {
            this.directory.giveUp(folder, segment, Drop.DISK_ERROR);
        }
    }

    /**
     * Gives an entry out, after whatever is known of the spans above it. Those have ended
     * later, so they stand further on.
     */
    private void give(Place place, List<Spooled> found) {
        Deque<Place> chain = new ArrayDeque<>();
        Set<UUID> subjects = new HashSet<>();
        chain.push(place);
        UUID needed = EntryKind.needed(place.entry());
        while (needed != null && subjects.add(needed)) {
            UUID next = null;
            for (Place above : about(needed)) {
                chain.push(above);
                next = (next != null) ? next : EntryKind.needed(above.entry());
            }
            needed = next;
        }
        chain.forEach((each) -> hold(each, found));
    }

    private static void hold(Place place, List<Spooled> found) {
        Segment segment = place.segment();
        long number = place.number();
        if (!segment.isWaiting(number)) {
            return;
        }
        BitSet acknowledged = segment.acknowledged(number);
        FileReceipt receipt = new FileReceipt(place.folder(), number, place.entry(), segment.parts(number),
                acknowledged);
        segment.hold(number, receipt);
        Instant lastSign = Instant.ofEpochMilli(place.folder().writtenMillis());
        found.add(new Spooled(receipt, place.entry(), receipt.acknowledged(), lastSign));
    }

    /** The note that a span was opened, when nobody holds it. */
    @Nullable FileReceipt noteOf(UUID span) {
        for (Place place : about(span)) {
            if (place.entry() instanceof SpoolEntry.Opened) {
                return new FileReceipt(place.folder(), place.number(), place.entry(), 1, new BitSet());
            }
        }
        return null;
    }

    /** What waits and tells about a span. */
    private List<Place> about(UUID subject) {
        List<Place> places = new ArrayList<>();
        for (SpoolFolder folder : this.directory.folders()) {
            for (Segment segment : folder.segments().values()) {
                for (long number : segment.waitingAbout(subject)) {
                    Place place = place(folder, segment, number);
                    if (place != null && subject.equals(EntryKind.subject(place.entry()))) {
                        places.add(place);
                    }
                }
            }
        }
        return places;
    }

    private @Nullable Place place(SpoolFolder folder, Segment segment, long number) {
        try {
            ByteBuffer bytes = this.aside.load(segment);
            Frame frame = Frame.at(bytes, segment.offset(number), segment.marker);
            return (frame != null) ? place(folder, segment, frame) : null;
        }
        catch (IOException ex) {
            // It is found damaged when its turn comes.
            return null;
        }
    }

    private @Nullable Place place(SpoolFolder folder, Segment segment, Frame frame) {
        try {
            return new Place(folder, segment, frame.number(), frame.kind().read(frame.body()));
        }
        catch (DamagedEntryException ex) {
            this.ledger.countDropped(Drop.DISK_ERROR, segment.waitingItems(frame.number()));
            segment.remove(frame.number());
            this.directory.damaged(segment);
            return null;
        }
    }

    /** The file that was read last, since files are asked for in small portions. */
    private static final class Loaded {

        private final Disk disk;

        private @Nullable Segment segment;

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        private Loaded(Disk disk) {
            this.disk = disk;
        }

        private ByteBuffer load(Segment wanted) throws IOException {
            if (this.segment != wanted || this.bytes.limit() != wanted.size) {
                this.bytes = this.disk.read(wanted.file);
                this.segment = wanted;
            }
            return this.bytes;
        }

        private void forget() {
            this.segment = null;
            this.bytes = ByteBuffer.allocate(0);
        }

    }

    /**
     * An entry in a file.
     *
     * @param folder the folder of the file
     * @param segment the file
     * @param number the number of the entry
     * @param entry what it says
     */
    private record Place(SpoolFolder folder, Segment segment, long number, SpoolEntry entry) {
    }

}
