// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * Finds the whole frames of a file, one after the other. What is broken is skipped;
 * broken bytes at the end are what a death while writing leaves, and mean nothing.
 */
final class FrameScanner {

    private final ByteBuffer file;

    private final long marker;

    private int position;

    private int damages;

    FrameScanner(ByteBuffer file, long marker, int position) {
        this.file = file;
        this.marker = marker;
        this.position = position;
    }

    @Nullable Frame next() {
        int expected = this.position;
        int limit = this.file.limit() - Frame.HEADER_BYTES;
        for (int start = expected; start <= limit; start++) {
            Frame frame = (this.file.getLong(start) == this.marker) ? Frame.at(this.file, start, this.marker) : null;
            if (frame != null) {
                this.damages += (start > expected) ? 1 : 0;
                this.position = frame.end();
                return frame;
            }
        }
        return null;
    }

    /** At how many places something broken was followed by something whole. */
    int damages() {
        return this.damages;
    }

}
