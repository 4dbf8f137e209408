// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Payload;

/** Bytes that grow as values are put in. Absent values are one byte or a length of -1. */
final class EntryOutput {

    private ByteBuffer bytes;

    EntryOutput(int capacity) {
        this.bytes = ByteBuffer.allocate(capacity);
    }

    int size() {
        return this.bytes.position();
    }

    /** What has been put in, for writing. */
    ByteBuffer written() {
        return this.bytes.duplicate().flip();
    }

    /** Forgets everything after a place. */
    void truncate(int size) {
        this.bytes.position(size);
    }

    /** Forgets everything, and a capacity that was rarely needed. */
    void reset(int maxCapacity) {
        if (this.bytes.capacity() > maxCapacity) {
            this.bytes = ByteBuffer.allocate(maxCapacity);
        }
        this.bytes.clear();
    }

    EntryOutput putByte(int value) {
        room(Byte.BYTES).put((byte) value);
        return this;
    }

    EntryOutput putShort(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    EntryOutput putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    void putInt(int position, int value) {
        this.bytes.putInt(position, value);
    }

    EntryOutput putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    EntryOutput putDouble(double value) {
        return putLong(Double.doubleToRawLongBits(value));
    }

    EntryOutput putUuid(UUID id) {
        return putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    EntryOutput putNullableUuid(@Nullable UUID id) {
        putByte((id != null) ? 1 : 0);
        return (id != null) ? putUuid(id) : this;
    }

    EntryOutput putTime(Instant time) {
        return putLong(time.getEpochSecond()).putInt(time.getNano());
    }

    EntryOutput putNullableTime(@Nullable Instant time) {
        putByte((time != null) ? 1 : 0);
        return (time != null) ? putTime(time) : this;
    }

    EntryOutput putText(@Nullable String text) {
        return putBytes((text != null) ? text.getBytes(StandardCharsets.UTF_8) : null);
    }

    EntryOutput putPayload(@Nullable Payload payload) {
        putBytes((payload != null) ? payload.bytes() : null);
        return (payload != null) ? putLong(payload.omittedBytes()) : this;
    }

    void putAll(EntryOutput other) {
        room(other.size()).put(other.written());
    }

    private EntryOutput putBytes(byte @Nullable [] value) {
        if (value == null) {
            return putInt(-1);
        }
        putInt(value.length);
        room(value.length).put(value);
        return this;
    }

    private ByteBuffer room(int more) {
        if (this.bytes.remaining() < more) {
            int needed = this.bytes.position() + more;
            this.bytes = ByteBuffer.allocate(Math.max(needed, 2 * this.bytes.capacity())).put(this.bytes.flip());
        }
        return this.bytes;
    }

}
