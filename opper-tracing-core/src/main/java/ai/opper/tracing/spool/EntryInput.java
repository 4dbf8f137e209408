// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Payload;

/**
 * Takes out what an {@link EntryOutput} was given. Never asks for more memory than there
 * are bytes, whatever these say.
 */
final class EntryInput {

    private final ByteBuffer bytes;

    EntryInput(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    boolean isEmpty() {
        return !this.bytes.hasRemaining();
    }

    byte takeByte() throws DamagedEntryException {
        return need(Byte.BYTES).get();
    }

    int takeInt() throws DamagedEntryException {
        return need(Integer.BYTES).getInt();
    }

    long takeLong() throws DamagedEntryException {
        return need(Long.BYTES).getLong();
    }

    double takeDouble() throws DamagedEntryException {
        return Double.longBitsToDouble(takeLong());
    }

    UUID takeUuid() throws DamagedEntryException {
        return new UUID(takeLong(), takeLong());
    }

    @Nullable UUID takeNullableUuid() throws DamagedEntryException {
        return (takeByte() != 0) ? takeUuid() : null;
    }

    Instant takeTime() throws DamagedEntryException {
        return Instant.ofEpochSecond(takeLong(), takeInt());
    }

    @Nullable Instant takeNullableTime() throws DamagedEntryException {
        return (takeByte() != 0) ? takeTime() : null;
    }

    String takeText() throws DamagedEntryException {
        String text = takeNullableText();
        if (text == null) {
            throw new DamagedEntryException("a text is missing");
        }
        return text;
    }

    @Nullable String takeNullableText() throws DamagedEntryException {
        byte[] value = takeBytes();
        return (value != null) ? new String(value, StandardCharsets.UTF_8) : null;
    }

    Payload takePayload() throws DamagedEntryException {
        Payload payload = takeNullablePayload();
        if (payload == null) {
            throw new DamagedEntryException("a payload is missing");
        }
        return payload;
    }

    @Nullable Payload takeNullablePayload() throws DamagedEntryException {
        byte[] json = takeBytes();
        if (json == null) {
            return null;
        }
        long omitted = takeLong();
        return (omitted != 0) ? Payload.truncated(json, omitted) : Payload.of(json);
    }

    /** The size of a collection, each element of which takes a byte at least. */
    int takeCount() throws DamagedEntryException {
        int count = takeInt();
        if (count < 0) {
            throw new DamagedEntryException("a negative count");
        }
        need(count);
        return count;
    }

    private byte @Nullable [] takeBytes() throws DamagedEntryException {
        int length = takeInt();
        if (length == -1) {
            return null;
        }
        if (length < 0) {
            throw new DamagedEntryException("a negative length");
        }
        need(length);
        byte[] value = new byte[length];
        this.bytes.get(value);
        return value;
    }

    private ByteBuffer need(int more) throws DamagedEntryException {
        if (this.bytes.remaining() < more) {
            throw new DamagedEntryException("fewer bytes than announced");
        }
        return this.bytes;
    }

}
