// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;

/**
 * Gives entries out again, in the order in which they were written. Only for the spool's
 * thread.
 */
final class SpoolReader {

    private final SpoolDirectory directory;

    private final Disk disk;

    private final Ledger ledger;

    /** The file that was read last, since it is asked for in small portions. */
    private @Nullable Segment loaded;

    private ByteBuffer bytes = ByteBuffer.allocate(0);

    SpoolReader(SpoolDirectory directory, Disk disk, Ledger ledger) {
        this.directory = directory;
        this.disk = disk;
        this.ledger = ledger;
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
        try {
            load(segment);
        }
        catch (IOException ex) {
            this.directory.giveUp(folder, segment, Drop.DISK_ERROR);
            return;
        }
        FrameScanner frames = new FrameScanner(this.bytes, segment.marker, segment.unreadFrom);
        for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
            if (found.size() >= max) {
                return;
            }
            segment.unreadFrom = frame.end();
            if (frame.kind() != EntryKind.ACKNOWLEDGEMENTS && segment.isWaiting(frame.number())) {
                give(folder, segment, frame, found);
            }
        }
        this.loaded = null;
        this.bytes = ByteBuffer.allocate(0);
        if (segment.waitingEntries() > 0) {
            this.directory.giveUp(folder, segment, Drop.DISK_ERROR);
        }
    }

    private void give(SpoolFolder folder, Segment segment, Frame frame, List<Spooled> found) {
        try {
            SpoolEntry entry = frame.kind().read(frame.body());
            BitSet acknowledged = segment.acknowledged(frame.number());
            FileReceipt receipt = new FileReceipt(folder, frame, segment.parts(frame.number()), acknowledged);
            segment.hold(frame.number(), receipt);
            Instant lastSign = Instant.ofEpochMilli(folder.writtenMillis());
            found.add(new Spooled(receipt, entry, receipt.acknowledged(), lastSign));
        }
        catch (DamagedEntryException ex) {
            this.ledger.countDropped(Drop.DISK_ERROR, frame.kind().isItem() ? segment.waitingParts(frame.number()) : 0);
            segment.remove(frame.number());
            this.directory.damaged(segment);
        }
    }

    private void load(Segment segment) throws IOException {
        if (this.loaded != segment || this.bytes.limit() != segment.size) {
            this.bytes = this.disk.read(segment.file);
            this.loaded = segment;
        }
    }

}
