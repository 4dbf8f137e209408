// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FolderLockTest {

    private static final int ROUNDS = 5_000;

    private static final int LOOKS = 20;

    @TempDir
    private Path directory;

    /** A folder without it can be locked by everybody, and its owner lives. */
    @Test
    void take_keepsItsFileWhileOthersRemoveTheFolder() throws Exception {
        Path folder = this.directory.resolve("contended");
        ExecutorService owners = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> taken = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                taken.add(owners.submit(() -> takeAndRemove(folder)));
            }
            for (Future<Integer> each : taken) {
                assertThat(each.get()).isPositive();
            }
        }
        finally {
            owners.shutdownNow();
        }
    }

    private static int takeAndRemove(Path folder) throws IOException {
        int taken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            FolderLock lock = takeOrNull(folder);
            if (lock != null) {
                taken++;
                for (int look = 0; look < LOOKS; look++) {
                    assertThat(Files.exists(folder.resolve("lock"))).isTrue();
                }
                remove(lock);
            }
        }
        return taken;
    }

    private static @Nullable FolderLock takeOrNull(Path folder) throws IOException {
        try {
            OwnerOnly.makeDirectories(folder);
            return FolderLock.take(folder);
        }
        catch (NoSuchFileException | FileAlreadyExistsException removed) {
            return null;
        }
    }

    private static void remove(FolderLock lock) throws IOException {
        try {
            lock.closeAndRemove();
        }
        catch (DirectoryNotEmptyException takenAgain) {
            // It belongs to the other one now.
        }
    }

}
