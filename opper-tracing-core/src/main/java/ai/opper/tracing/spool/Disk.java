// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Where the spool's files are; another one stands for a disk that fails. */
interface Disk {

    /** The disk of the machine. */
    Disk LOCAL = (file) -> new LocalOutput(file,
            OwnerOnly.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));

    Output create(Path file) throws IOException;

    default ByteBuffer read(Path file) throws IOException {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file));
        }
        catch (OutOfMemoryError ex) {
            throw new IOException("the file is too large", ex);
        }
    }

    /** Carries out what takes as long as the disk does, beside the caller. */
    default Future<?> beside(Runnable work) {
        FutureTask<?> task = new FutureTask<>(work, null);
        Thread started = new Thread(null, task, FileSpool.THREAD_NAME + "-sync", 0, false);
        started.setDaemon(true);
        started.setContextClassLoader(Disk.class.getClassLoader());
        started.start();
        return task;
    }

    /** A file that is being written. */
    interface Output extends Closeable {

        void write(ByteBuffer bytes) throws IOException;

        /** Takes back what a failed write has left. */
        void truncate(long size) throws IOException;

        /** Returns when the power may fail. */
        void force() throws IOException;

    }

    /** A file on the disk of the machine. */
    final class LocalOutput implements Output {

        private final Path file;

        private final FileChannel channel;

        private boolean named;

        LocalOutput(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                this.channel.write(bytes);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            this.channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            this.channel.force(false);
            if (!this.named) {
                this.named = true;
                forceNames();
            }
        }

        /** A file is lost without its name and that of its folder. */
        private void forceNames() {
            Path directory = this.file.getParent();
            for (int level = 0; directory != null && level < 2; level++) {
                forceDirectory(directory);
                directory = directory.getParent();
            }
        }

        private static void forceDirectory(Path directory) {
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
            catch (IOException ex) {
                // Not every system can, and those that cannot see to it themselves.
            }
        }

        @Override
        public void close() throws IOException {
            this.channel.close();
        }

    }

}
