// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Forces files to the disk beside the spool's thread, which meanwhile goes on writing: a
 * busy disk takes longer for this than a span may wait. The thread for it lives as long
 * as the disk takes.
 */
final class BackgroundSync {

    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    private final Disk disk;

    private final List<Future<?>> started = new ArrayList<>();

    BackgroundSync(Disk disk) {
        this.disk = disk;
    }

    boolean isUnderWay() {
        this.started.removeIf(Future::isDone);
        return !this.started.isEmpty();
    }

    /** Waits for the disk. */
    void await() throws IOException {
        try {
            for (Future<?> each : this.started) {
                each.get();
            }
        }
        catch (ExecutionException ex) {
            throw new IOException(ex);
        }
        catch (InterruptedException ex) {
            throw new InterruptedIOException("interrupted while the disk was busy");
        }
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
        this.started.removeIf(Future::isDone);
        this.started.add(this.disk.beside(work));
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
