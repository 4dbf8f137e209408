// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Forces files to the disk beside the spool's thread, which meanwhile goes on writing: a
 * busy disk takes longer for this than a span may wait. The thread for it lives as long
 * as the disk takes.
 */
final class BackgroundSync {

    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    private @Nullable Thread thread;

    boolean isUnderWay() {
        Thread last = this.thread;
        return last != null && last.isAlive();
    }

    void force(Disk.Output output) {
        start(() -> forceNow(output));
    }

    void forceAndClose(Disk.Output output) {
        start(() -> {
            try (output) {
                forceNow(output);
            }
            catch (IOException ex) {
                this.failure.set(ex);
            }
        });
    }

    /** What went wrong since the last time, if anything did. */
    @Nullable IOException takeFailure() {
        return this.failure.getAndSet(null);
    }

    private void start(Runnable work) {
        Thread started = new Thread(null, work, FileSpool.THREAD_NAME + "-sync", 0, false);
        started.setDaemon(true);
        started.setContextClassLoader(BackgroundSync.class.getClassLoader());
        started.start();
        this.thread = started;
    }

    private void forceNow(Disk.Output output) {
        try {
            output.force();
        }
        catch (ClosedChannelException ex) {
            // Nothing in the file mattered any more.
        }
        catch (IOException ex) {
            this.failure.set(ex);
        }
    }

}
