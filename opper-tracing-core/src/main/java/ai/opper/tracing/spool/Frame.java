// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * One entry in a spool file: a header with a checksum, and a body. It begins with the
 * marker of its file, random bytes that no payload can know, so that the next frame can
 * be found behind a damaged one.
 *
 * @param kind what the body is
 * @param number the number of the entry in its folder
 * @param replaces the number of the entry that goes when this one comes; 0 for none
 * @param parts how many parts the entry has
 * @param offset where the frame begins
 * @param body the body, in the bytes of the file
 */
record Frame(EntryKind kind, long number, long replaces, int parts, int offset, ByteBuffer body) {

    static final byte VERSION = 1;

    /** Marker, version, kind, parts, number, replaces, length and checksum. */
    static final int HEADER_BYTES = 8 + 1 + 1 + 2 + 8 + 8 + 4 + 4;

    private static final int VERSION_AT = 8;

    private static final int LENGTH_AT = 28;

    private static final int CHECKSUM_AT = 32;

    /** A span has fewer metrics; should one have more, these share the last part. */
    static final int MAX_PARTS = Short.MAX_VALUE;

    /** Begins a frame, whose body the caller puts in next. Returns where it begins. */
    static int begin(EntryOutput output, long marker, EntryKind kind, int parts, long number, long replaces) {
        int start = output.size();
        output.putLong(marker).putByte(VERSION).putByte(kind.code()).putShort(parts);
        output.putLong(number).putLong(replaces).putInt(0).putInt(0);
        return start;
    }

    static void end(EntryOutput output, int start) {
        int length = output.size() - start - HEADER_BYTES;
        output.putInt(start + LENGTH_AT, length);
        output.putInt(start + CHECKSUM_AT, checksum(output.written(), start, length));
    }

    /** The frame at a place, or {@code null} if there is none that is whole. */
    static @Nullable Frame at(ByteBuffer file, int start, long marker) {
        int room = file.limit() - start - HEADER_BYTES;
        if (room < 0 || file.getLong(start) != marker || file.get(start + VERSION_AT) != VERSION) {
            return null;
        }
        int length = file.getInt(start + LENGTH_AT);
        if (length < 0 || length > room || file.getInt(start + CHECKSUM_AT) != checksum(file, start, length)) {
            return null;
        }
        try {
            EntryKind kind = EntryKind.of(file.get(start + 9));
            ByteBuffer body = file.slice(start + HEADER_BYTES, length);
            return new Frame(kind, file.getLong(start + 12), file.getLong(start + 20), file.getShort(start + 10), start,
                    body);
        }
        catch (DamagedEntryException ex) {
            return null;
        }
    }

    /** The span that the entry tells about, if others may need it. */
    @Nullable UUID subject() {
        return this.kind.subject(this.body.duplicate());
    }

    int end() {
        return this.offset + HEADER_BYTES + this.body.capacity();
    }

    private static int checksum(ByteBuffer bytes, int start, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.slice(start, CHECKSUM_AT));
        checksum.update(bytes.slice(start + HEADER_BYTES, length));
        return (int) checksum.getValue();
    }

}
