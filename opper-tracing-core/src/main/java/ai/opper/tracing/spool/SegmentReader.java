// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Reads the files that a process has left, and finds out what of them still matters. */
final class SegmentReader {

    private static final Pattern NAME = Pattern.compile("([0-9]{19})-([0-9a-f]{16})\\" + Segment.SUFFIX);

    private final Disk disk;

    SegmentReader(Disk disk) {
        this.disk = disk;
    }

    /** A file by its name, or {@code null} when it is not one of ours. */
    static @Nullable Segment named(Path file, WaitingItems waiting) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return null;
        }
        try {
            return new Segment(file, Long.parseLong(name.group(1)), Long.parseUnsignedLong(name.group(2), 16), waiting);
        }
        catch (NumberFormatException ex) {
            return null;
        }
    }

    /**
     * Reads a file.
     * @param segment the file
     * @param earlier the files before it, whose entries it may acknowledge
     * @return the last number that is taken
     */
    long read(Segment segment, NavigableMap<Long, Segment> earlier) throws IOException {
        ByteBuffer bytes = this.disk.read(segment.file);
        segment.size = bytes.limit();
        segment.writtenMillis = Files.getLastModifiedTime(segment.file).toMillis();
        FrameScanner frames = new FrameScanner(bytes, segment.marker, 0);
        long last = segment.first;
        for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
            if (frame.kind() == EntryKind.ACKNOWLEDGEMENTS) {
                acknowledge(frame.body(), earlier);
            }
            else if (frame.number() >= segment.first && frame.number() < segment.first + SubjectIndex.MAX_ENTRIES) {
                segment.add(frame.number(), Math.max(1, frame.parts()), frame.kind(), frame.subject(), frame.offset(),
                        null);
                last = Math.max(last, frame.number());
                remove(frame.replaces(), earlier);
            }
        }
        segment.damages = frames.damages();
        return last;
    }

    private static void acknowledge(ByteBuffer fates, NavigableMap<Long, Segment> segments) {
        while (fates.remaining() >= Long.BYTES + Short.BYTES) {
            long number = fates.getLong();
            int part = Math.max(0, fates.getShort());
            var place = segments.floorEntry(number);
            if (place != null) {
                place.getValue().acknowledge(number, part);
            }
        }
    }

    private static void remove(long number, NavigableMap<Long, Segment> segments) {
        var place = segments.floorEntry(number);
        if (number > 0 && place != null) {
            place.getValue().remove(number);
        }
    }

}
