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

    private final int budget;

    private byte[] bytes = NOTHING;

    private int size;

    private long offered;

    private boolean exceeded;

    private boolean stopped;

    BoundedOutput(int budget) {
        this.budget = budget;
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
        ensureCapacity(this.size + accepted);
        System.arraycopy(source, offset, this.bytes, this.size, accepted);
        this.size += accepted;
        if (accepted < length) {
            this.exceeded = true;
            throw new BudgetExceeded();
        }
    }

    private void ensureCapacity(int needed) {
        if (needed > this.bytes.length) {
            this.bytes = Arrays.copyOf(this.bytes, Math.min(this.budget, Math.max(needed, this.bytes.length * GROWTH)));
        }
    }

    /** Takes nothing more and no longer minds. */
    void stop() {
        this.stopped = true;
    }

    boolean isExceeded() {
        return this.exceeded;
    }

    /** How many bytes somebody wanted to write, as far as is known. */
    long offered() {
        return this.offered;
    }

    byte[] toByteArray() {
        return (this.size == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.size);
    }

}
