// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.io.OutputStream;

/** Forgets what is written to it, and stops whoever writes too much of it. */
final class ForgettingOutput extends OutputStream {

    private long bytesLeft;

    ForgettingOutput(long maxBytes) {
        this.bytesLeft = maxBytes;
    }

    @Override
    public void write(int oneByte) {
        forget(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        forget(length);
    }

    private void forget(int length) {
        this.bytesLeft -= length;
        if (this.bytesLeft < 0) {
            throw new BudgetExceeded();
        }
    }

}
