// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Says that a folder has an owner that lives. The operating system releases the lock when
 * the process dies, however that happens.
 *
 * <p>
 * Opening and closing a locked file in the process that has locked it releases the lock
 * on POSIX systems, so a process first looks whether the owner is itself; another class
 * loader of it cannot be asked otherwise.
 */
final class FolderLock implements Closeable {

    private static final String LOCK = "lock";

    private static final String OWNER = "owner";

    private static final String THIS_PROCESS = ProcessHandle.current().pid() + "@"
            + ProcessHandle.current().info().startInstant().map(Instant::toString).orElse("");

    private final Path folder;

    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Locks a folder, or returns {@code null} when its owner lives. */
    static synchronized @Nullable FolderLock take(Path folder) throws IOException {
        if (isOwnedByThisProcess(folder)) {
            return null;
        }
        FileChannel channel = OwnerOnly.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null && Files.exists(folder.resolve(LOCK))) {
                FolderLock taken = new FolderLock(folder, channel);
                taken.sign();
                return taken;
            }
        }
        catch (OverlappingFileLockException ex) {
            // It is ours, in another class loader perhaps.
        }
        catch (IOException ex) {
            channel.close();
            throw ex;
        }
        channel.close();
        return null;
    }

    private static boolean isOwnedByThisProcess(Path folder) throws IOException {
        Path owner = folder.resolve(OWNER);
        // After a power failure anything may be in it, also what is no text.
        return Files.exists(owner)
                && Arrays.equals(Files.readAllBytes(owner), THIS_PROCESS.getBytes(StandardCharsets.UTF_8));
    }

    private void sign() throws IOException {
        try (FileChannel owner = OwnerOnly.open(this.folder.resolve(OWNER), StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            owner.write(ByteBuffer.wrap(THIS_PROCESS.getBytes(StandardCharsets.UTF_8)));
        }
        catch (IOException ex) {
            this.channel.close();
            throw ex;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(this.folder.resolve(OWNER));
        }
        finally {
            this.channel.close();
        }
    }

    /**
     * Removes a folder in which nothing is left. The lock is released last: whoever got
     * it before its file is gone would own a folder that everybody else can lock.
     */
    void closeAndRemove() throws IOException {
        try {
            Files.deleteIfExists(this.folder.resolve(OWNER));
            Files.deleteIfExists(this.folder.resolve(LOCK));
        }
        finally {
            this.channel.close();
        }
        Files.deleteIfExists(this.folder);
    }

}
