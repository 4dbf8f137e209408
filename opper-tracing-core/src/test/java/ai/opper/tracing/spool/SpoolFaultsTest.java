// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Disks that are full, hang or are too small. */
class SpoolFaultsTest {

    @TempDir
    Path directory;

    private final Ledger ledger = new Ledger();

    private final Problems problems = new Problems();

    private final AtomicLong clock = new AtomicLong(System.currentTimeMillis());

    private FileSpool open(SpoolSettings settings, Disk disk) {
        return FileSpool.open(settings, disk, this.clock::get, this.ledger, this.problems);
    }

    private static List<UUID> idsIn(Path directory) throws Exception {
        try (FileSpool spool = SpoolSamples.open(directory, new Ledger())) {
            return SpoolSamples.takeAll(spool).stream().map((each) -> SpoolSamples.idOf(each.entry())).toList();
        }
    }

    @Test
    void fullDisk_isTriedAgainAndLosesNothing() throws Exception {
        SmallDisk disk = new SmallDisk(20_000);
        List<SpoolEntry.Finished> entries = Stream.generate(() -> SpoolSamples.finished(1_000)).limit(50).toList();
        try (FileSpool spool = open(SpoolSettings.in(this.directory), disk)) {
            List<SpoolReceipt> receipts = new ArrayList<>();
            entries.forEach((entry) -> receipts.add(spool.store(entry)));
            await().until(() -> !spool.status().writable());
            assertThat(this.problems.count(Problem.SPOOL_UNAVAILABLE)).isPositive();
            spool.acknowledge(receipts.get(0), 0);
            spool.acknowledge(receipts.get(49), 0);
            disk.room.set(Long.MAX_VALUE);
            assertThat(spool.sync(SpoolSamples.PATIENCE)).isFalse();
            this.clock.addAndGet(SpoolStore.PROBE_MILLIS);
            await().atMost(SpoolSamples.PATIENCE).until(() -> spool.sync(SpoolSamples.PATIENCE));
            assertThat(receipts.subList(1, 49)).allMatch(SpoolReceipt::isStored);
        }
        assertThat(idsIn(this.directory)).doesNotHaveDuplicates()
            .containsExactlyInAnyOrderElementsOf(entries.subList(1, 49).stream().map(SpoolSamples::idOf).toList());
        assertThat(this.ledger.dropped()).isZero();
    }

    @Test
    void fullDisk_isEmptiedByAcknowledgements() throws Exception {
        SmallDisk disk = new SmallDisk(200_000);
        try (FileSpool spool = open(new SpoolSettings(this.directory, 128 << 10, Duration.ofHours(1)), disk)) {
            List<SpoolReceipt> receipts = new ArrayList<>();
            for (int count = 0; count < 100; count++) {
                receipts.add(spool.store(SpoolSamples.finished(1_000)));
            }
            spool.sync(SpoolSamples.PATIENCE);
            disk.room.set(0);
            receipts.forEach((receipt) -> spool.acknowledge(receipt, 0));
            await().until(() -> spool.status().bytes() == 0);
        }
        assertThat(idsIn(this.directory)).isEmpty();
    }

    @Test
    void fullDisk_isNotFilledWithFilesForAcknowledgements() throws Exception {
        try (FileSpool dead = SpoolSamples.open(this.directory, new Ledger())) {
            Stream.generate(() -> SpoolSamples.finished(10)).limit(20).forEach(dead::store);
        }
        SmallDisk disk = new SmallDisk(0);
        try (FileSpool spool = open(SpoolSettings.in(this.directory), disk)) {
            for (Spooled each : SpoolSamples.takeAll(spool).subList(0, 10)) {
                spool.acknowledge(each.receipt(), 0);
                spool.sync(SpoolSamples.PATIENCE);
            }
            assertThat(disk.created).hasValue(1);
            assertThat(logFiles()).hasSize(1);
            disk.room.set(Long.MAX_VALUE);
            this.clock.addAndGet(SpoolStore.PROBE_MILLIS);
            spool.sync(SpoolSamples.PATIENCE);
        }
        assertThat(idsIn(this.directory)).hasSize(10);
    }

    private List<Path> logFiles() throws IOException {
        try (Stream<Path> paths = Files.walk(this.directory)) {
            return paths.filter((path) -> path.toString().endsWith(Segment.SUFFIX)).toList();
        }
    }

    @Test
    void realFullDisk_isSurvived() throws Exception {
        Path small = Files.createDirectory(this.directory.resolve("small"));
        Assumptions.assumeTrue(mount(small), "a small tmpfs cannot be mounted here");
        try {
            List<SpoolEntry.Finished> entries = Stream.generate(() -> SpoolSamples.finished(1_000))
                .limit(6_000)
                .toList();
            try (FileSpool spool = open(SpoolSettings.in(small), Disk.LOCAL)) {
                List<SpoolReceipt> receipts = new ArrayList<>();
                entries.forEach((entry) -> receipts.add(spool.store(entry)));
                await().until(() -> !spool.status().writable());
                receipts.subList(0, 4_000).forEach((receipt) -> spool.acknowledge(receipt, 0));
                assertThat(spool.sync(SpoolSamples.PATIENCE)).isFalse();
                this.clock.addAndGet(SpoolStore.PROBE_MILLIS);
                await().atMost(SpoolSamples.PATIENCE).until(() -> spool.sync(SpoolSamples.PATIENCE));
                assertThat(receipts.subList(4_000, 6_000)).allMatch(SpoolReceipt::isStored);
            }
            assertThat(idsIn(small)).doesNotHaveDuplicates()
                .containsAll(entries.subList(4_000, 6_000).stream().map(SpoolSamples::idOf).toList());
        }
        finally {
            run("umount", small.toString());
        }
    }

    private static boolean mount(Path place) throws Exception {
        return Files.isExecutable(Path.of("/bin/mount"))
                && run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place.toString());
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor() == 0;
    }

    @Test
    @Timeout(60)
    void hangingDisk_holdsNobodyUp() throws Exception {
        CountDownLatch repaired = new CountDownLatch(1);
        Disk hanging = (file) -> new SmallDisk(Long.MAX_VALUE).new Output(Disk.LOCAL.create(file)) {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                try {
                    repaired.await();
                }
                catch (InterruptedException ex) {
                    throw new IOException(ex);
                }
                super.write(bytes);
            }
        };
        try (FileSpool spool = open(SpoolSettings.in(this.directory), hanging)) {
            SpoolReceipt receipt = spool.store(SpoolSamples.finished(10));
            long slowest = 0;
            for (int count = 0; count < 150_000; count++) {
                long began = System.nanoTime();
                spool.acknowledge(spool.store(SpoolSamples.finished(10)), 0);
                slowest = Math.max(slowest, System.nanoTime() - began);
            }
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(1));
            assertThat(spool.sync(Duration.ofMillis(100))).isFalse();
            assertThat(receipt.isStored()).isFalse();
            await().until(() -> !spool.status().writable());
            repaired.countDown();
            await().atMost(SpoolSamples.PATIENCE).until(receipt::isStored);
            await().until(() -> spool.status().writable());
        }
    }

    @Test
    void size_isBoundedAndTheOldestGoesFirst() throws Exception {
        List<SpoolEntry.Finished> entries = Stream.generate(() -> SpoolSamples.finished(1_000)).limit(400).toList();
        try (FileSpool spool = open(new SpoolSettings(this.directory, 128 << 10, Duration.ofHours(1)), Disk.LOCAL)) {
            for (SpoolEntry entry : entries) {
                spool.release(spool.store(entry));
                spool.sync(SpoolSamples.PATIENCE);
            }
            await().until(() -> spool.status().bytes() <= 128 << 10);
            List<UUID> left = SpoolSamples.takeAll(spool)
                .stream()
                .map((each) -> SpoolSamples.idOf(each.entry()))
                .toList();
            assertThat(left).hasSizeGreaterThan(50)
                .containsExactlyElementsOf(
                        entries.subList(400 - left.size(), 400).stream().map(SpoolSamples::idOf).toList());
            assertThat(this.ledger.dropped(Drop.SPOOL_FULL)).isEqualTo(400 - left.size());
        }
    }

    @Test
    void age_isBounded() {
        SpoolSettings settings = new SpoolSettings(this.directory, 1 << 20, Duration.ofHours(1));
        try (FileSpool spool = open(settings, Disk.LOCAL)) {
            SpoolReceipt forgotten = spool.store(SpoolSamples.finished(10));
            SpoolReceipt held = spool.store(SpoolSamples.finished(10));
            spool.release(forgotten);
            spool.sync(SpoolSamples.PATIENCE);
            assertThat(held.isStored()).isTrue();
            this.clock.addAndGet(Duration.ofHours(2).toMillis());
            spool.sync(SpoolSamples.PATIENCE);
            assertThat(this.ledger.dropped(Drop.TTL)).isOne();
            assertThat(held.isStored()).isFalse();
        }
    }

    @Test
    void files_areReadableByTheirOwnerOnly() throws Exception {
        Path place = this.directory.resolve("spool");
        Assumptions.assumeTrue(place.getFileSystem().supportedFileAttributeViews().contains("posix"));
        try (FileSpool spool = open(SpoolSettings.in(place), Disk.LOCAL)) {
            spool.store(SpoolSamples.finished(10));
            spool.sync(SpoolSamples.PATIENCE);
            try (Stream<Path> paths = Files.walk(place)) {
                assertThat(paths.toList()).hasSize(5).allSatisfy((path) -> {
                    String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo(expected);
                });
            }
        }
    }

    @Test
    void directory_thatCannotBeMadeDegradesToMemory() throws Exception {
        Path file = Files.createFile(this.directory.resolve("file"));
        try (FileSpool spool = open(SpoolSettings.in(file.resolve("spool")), Disk.LOCAL)) {
            SpoolReceipt receipt = spool.store(SpoolSamples.finished(10));
            assertThat(spool.sync(SpoolSamples.PATIENCE)).isFalse();
            assertThat(receipt.isStored()).isFalse();
            await().until(() -> !spool.status().writable());
            Files.delete(file);
            this.clock.addAndGet(SpoolStore.PROBE_MILLIS);
            await().atMost(SpoolSamples.PATIENCE).until(() -> spool.sync(SpoolSamples.PATIENCE));
            assertThat(receipt.isStored()).isTrue();
        }
    }

    @Test
    void idle_leavesNoFileBehind() throws Exception {
        try (FileSpool spool = open(SpoolSettings.in(this.directory), Disk.LOCAL)) {
            SpoolReceipt receipt = spool.store(SpoolSamples.finished(10));
            spool.sync(SpoolSamples.PATIENCE);
            spool.acknowledge(receipt, 0);
            spool.sync(SpoolSamples.PATIENCE);
            await().until(() -> spool.status().bytes() == 0);
        }
        try (Stream<Path> files = Files.list(this.directory)) {
            assertThat(files).isEmpty();
        }
    }

    /** A disk with so much room. */
    private static final class SmallDisk implements Disk {

        private final AtomicLong room;

        private final AtomicInteger created = new AtomicInteger();

        SmallDisk(long room) {
            this.room = new AtomicLong(room);
        }

        @Override
        public Disk.Output create(Path file) throws IOException {
            this.created.incrementAndGet();
            return new Output(Disk.LOCAL.create(file));
        }

        /** A file that takes what there is room for, and then fails. */
        class Output implements Disk.Output {

            private final Disk.Output real;

            Output(Disk.Output real) {
                this.real = real;
            }

            @Override
            public void write(ByteBuffer bytes) throws IOException {
                int fits = (int) Math.min(bytes.remaining(), SmallDisk.this.room.get());
                SmallDisk.this.room.addAndGet(-fits);
                int wanted = bytes.remaining();
                this.real.write(bytes.slice(bytes.position(), fits));
                if (fits < wanted) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void truncate(long size) throws IOException {
                this.real.truncate(size);
            }

            @Override
            public void force() throws IOException {
                this.real.force();
            }

            @Override
            public void close() throws IOException {
                this.real.close();
            }

        }

    }

}
