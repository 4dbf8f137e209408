// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Takes bytes until its budget is used up, and then stops whoever writes. Jackson gathers
 * what it writes: most payloads come in one piece, for which there is room enough and not
 * more.
 */
final class BoundedOutput extends OutputStream {

    private static final byte[] NOTHING = {};

    /** What does not come in one piece is mostly large. */
    private static final int GROWTH = 4;

    /** Jackson gathers 8,000 bytes; whoever writes about as many has more to come. */
    private static final int FULL_PIECE = 7_000;

    /** A larger room for pieces is not kept. */
    private static final int MAX_KEPT_BYTES = 64 * 1024;

    private int budget;

    private byte[] bytes = NOTHING;

    /** Where pieces are put together. */
    private byte[] room = NOTHING;

    private int size;

    private long offered;

    private boolean stopped;

    /**
     * Begins anew. What was taken before stays with whom it was given to.
     * @param budget how many bytes are taken
     */
    void reset(int budget) {
        this.budget = budget;
        this.bytes = NOTHING;
        this.room = (this.room.length > MAX_KEPT_BYTES) ? NOTHING : this.room;
        this.size = 0;
        this.offered = 0;
        this.stopped = false;
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] { (byte) oneByte }, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        if (this.stopped) {
            return;
        }
        this.offered += length;
        int accepted = Math.min(length, this.budget - this.size);
        if (this.size == 0 && length < FULL_PIECE) {
            this.bytes = Arrays.copyOfRange(source, offset, offset + accepted);
        }
        else {
            append(source, offset, accepted);
        }
        this.size += accepted;
        if (accepted < length) {
            throw new BudgetExceeded();
        }
    }

    private void append(byte[] source, int offset, int length) {
        int needed = this.size + length;
        if (needed > this.room.length) {
            this.room = new byte[Math.min(this.budget, Math.max(needed, this.size * GROWTH))];
        }
        if (this.bytes != this.room) {
            System.arraycopy(this.bytes, 0, this.room, 0, this.size);
            this.bytes = this.room;
        }
        System.arraycopy(source, offset, this.room, this.size, length);
    }

    /** How many bytes will still be taken. */
    int remaining() {
        return this.budget - this.size;
    }

    /** Takes nothing more and no longer minds. */
    void stop() {
        this.stopped = true;
    }

    /** How many bytes somebody wanted to write, as far as is known. */
    long offered() {
        return this.offered;
    }

    byte[] toByteArray() {
        return (this.bytes == this.room) ? Arrays.copyOf(this.bytes, this.size) : this.bytes;
    }

}
