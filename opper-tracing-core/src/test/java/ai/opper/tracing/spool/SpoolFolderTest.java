// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ai.opper.tracing.span.Ledger;

import static org.assertj.core.api.Assertions.assertThat;

class SpoolFolderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    /** Another process takes an empty folder for one that was left, and tidies it up. */
    @Test
    void make_saysThatSomebodyElseWasFasterWhenTheFolderIsRemovedMeanwhile() throws Exception {
        Path path = this.directory.resolve("own");
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> removing = other.submit(() -> removeUntil(done, path));
        try {
            boolean outrun = false;
            long start = System.nanoTime();
            while (!outrun && System.nanoTime() - start < PATIENCE.toNanos()) {
                outrun = isOutrun(path);
            }
            assertThat(outrun).isTrue();
        }
        finally {
            done.set(true);
            removing.get();
            other.shutdown();
        }
    }

    private static boolean isOutrun(Path path) throws IOException {
        SpoolFolder made = SpoolFolder.make(path, Disk.LOCAL, new SpoolWriter.Limits(1_000, 1_000),
                new WaitingItems(new Ledger()));
        if (made == null) {
            return true;
        }
        made.close();
        return false;
    }

    private static void removeUntil(AtomicBoolean done, Path path) {
        while (!done.get()) {
            try {
                Files.deleteIfExists(path);
            }
            catch (IOException notEmpty) {
                // It was made already, and is left to whoever made it.
            }
        }
    }

}
