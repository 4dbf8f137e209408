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

/** Where the spool's files are; another one stands for a disk that fails. */
interface Disk {

    /** The disk of the machine. */
    Disk LOCAL = (file) -> new LocalOutput(
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

    /** A file that is being written. */
    interface Output extends Closeable {

        void write(ByteBuffer bytes) throws IOException;

        /** Takes back what a failed write has left. */
        void truncate(long size) throws IOException;

        /** Returns when the power may fail. */
        void force() throws IOException;

    }

    /**
     * A file on the disk of the machine.
     *
     * @param channel where its bytes go
     */
    record LocalOutput(FileChannel channel) implements Output {

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
        }

        @Override
        public void close() throws IOException {
            this.channel.close();
        }

    }

}
