// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SpoolCorruptionTest {

    private static final int ROUNDS = Integer.getInteger("opper.tracing.test.corruptions", 1_000);

    private static final long SEED = Long.getLong("opper.tracing.test.corruption-seed", 42);

    private static final int LARGE_BYTES = Integer.getInteger("opper.tracing.test.large-spool-mb", 32) << 20;

    /** About what an entry takes beside its payload. */
    private static final int ENTRY_OVERHEAD = 200;

    private static final int ENTRIES = 200;

    @TempDir
    Path directory;

    private List<UUID> ids;

    private Path abandoned() throws Exception {
        Path folder = this.directory.resolve("left");
        try (FileSpool spool = SpoolSamples.open(folder, new Ledger())) {
            List<SpoolEntry.Finished> entries = Stream.generate(() -> SpoolSamples.finished(300))
                .limit(ENTRIES)
                .toList();
            this.ids = entries.stream().map(SpoolSamples::idOf).toList();
            entries.forEach(spool::store);
            assertThat(spool.sync(SpoolSamples.PATIENCE)).isTrue();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter((file) -> file.toString().endsWith(Segment.SUFFIX)).findFirst().orElseThrow();
        }
    }

    private Path damagedCopy(Path good, byte[] bytes, int round) throws IOException {
        Path copy = this.directory.resolve("round" + round);
        Path folder = Files.createDirectories(copy.resolve(good.getParent().getFileName()));
        Files.write(folder.resolve(good.getFileName()), bytes);
        return copy;
    }

    @Test
    void open_succeedsWhateverHappenedToTheFileAndGivesBackWhateverWasNotHit() throws Exception {
        Path file = abandoned();
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(SEED);
        int entryBytes = good.length / ENTRIES;
        assertThat(good).as("all entries take the same room").hasSize(entryBytes * ENTRIES);
        for (int round = 0; round < ROUNDS; round++) {
            boolean cut = random.nextBoolean();
            byte[] bad = cut ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            List<UUID> whole = new ArrayList<>(this.ids.subList(0, bad.length / entryBytes));
            for (int flips = cut ? 0 : 1 + random.nextInt(4); flips > 0; flips--) {
                int at = random.nextInt(bad.length);
                if (whole.remove(this.ids.get(at / entryBytes))) {
                    bad[at] ^= (byte) (1 << random.nextInt(8));
                }
            }
            Path copy = damagedCopy(file, bad, round);
            long began = System.nanoTime();
            assertThat(idsIn(copy)).as("round %d of seed %d", round, SEED).containsExactlyElementsOf(whole);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
            FileSystemUtils.deleteRecursively(copy);
        }
    }

    /** One flip in each file; the goal is a second for 256 MiB. */
    @Test
    void open_isQuickWithALargeSpoolWhoseFilesAreAllDamaged() throws Exception {
        SpoolSettings settings = new SpoolSettings(this.directory, 2L * LARGE_BYTES, SpoolSettings.DEFAULT_MAX_AGE);
        int entries = LARGE_BYTES / 2_048;
        try (FileSpool spool = FileSpool.open(settings, new Ledger(), new Problems())) {
            for (int count = 1; count <= entries; count++) {
                SpoolReceipt last = spool.store(SpoolSamples.finished(2_048 - ENTRY_OVERHEAD));
                if (count % 10_000 == 0 || count == entries) {
                    await().atMost(SpoolSamples.PATIENCE).until(last::isStored);
                }
            }
        }
        int damages = damageAll();
        Ledger ledger = new Ledger();
        long began = System.nanoTime();
        try (FileSpool spool = FileSpool.open(settings, ledger, new Problems())) {
            await().pollInterval(Duration.ofMillis(1))
                .atMost(SpoolSamples.PATIENCE)
                .until(() -> spool.status().waiting() > 0);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            Duration work = Duration.ofNanos(spoolThreadCpuNanos());
            System.out.printf("R14: %d MiB with %d damages are known after %d ms, %d ms of processor time%n",
                    spool.status().bytes() >> 20, damages, took.toMillis(), work.toMillis());
            assertThat(ledger.created()).isEqualTo(entries);
            assertThat(ledger.dropped(Drop.DISK_ERROR)).isEqualTo(damages);
            assertThat(spool.status().waiting()).isEqualTo(entries - damages);
            assertThat(work).as("processor time, which a busy machine does not change")
                .isLessThan(Duration.ofSeconds(1));
        }
    }

    /** Of the newest thread, which has done nothing else. */
    private static long spoolThreadCpuNanos() {
        Thread newest = Thread.getAllStackTraces()
            .keySet()
            .stream()
            .filter((each) -> each.getName().equals(FileSpool.THREAD_NAME))
            .max(Comparator.comparingLong(Thread::getId))
            .orElseThrow();
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(newest.getId());
    }

    private int damageAll() throws IOException {
        try (Stream<Path> files = Files.walk(this.directory)) {
            List<Path> segments = files.filter((file) -> file.toString().endsWith(Segment.SUFFIX)).toList();
            for (Path file : segments) {
                try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                    bytes.seek(bytes.length() / 2);
                    int flipped = bytes.read() ^ 1;
                    bytes.seek(bytes.length() / 2);
                    bytes.write(flipped);
                }
            }
            return segments.size();
        }
    }

    private static List<UUID> idsIn(Path directory) throws Exception {
        try (FileSpool spool = SpoolSamples.open(directory, new Ledger())) {
            return SpoolSamples.takeAll(spool).stream().map((each) -> SpoolSamples.idOf(each.entry())).toList();
        }
    }

    @Test
    void damage_isCountedExplainedAndSetAside() throws Exception {
        Path file = abandoned();
        byte[] bad = Files.readAllBytes(file);
        bad[bad.length / 2] ^= 1;
        Path copy = damagedCopy(file, bad, 0);
        Ledger ledger = new Ledger();
        Problems problems = new Problems();
        try (FileSpool spool = FileSpool.open(SpoolSettings.in(copy), ledger, problems)) {
            List<Spooled> found = SpoolSamples.takeAll(spool);
            assertThat(found).hasSize(ENTRIES - 1);
            found.forEach((each) -> spool.acknowledge(each.receipt(), 0));
            spool.sync(SpoolSamples.PATIENCE);
        }
        assertThat(ledger.dropped(Drop.DISK_ERROR)).isOne();
        assertThat(ledger.created()).isEqualTo(ENTRIES);
        assertThat(problems.count(Problem.SPOOL_DAMAGED)).isOne();
        try (Stream<Path> files = Files.list(copy)) {
            assertThat(files.map(Path::toString)).singleElement().asString().endsWith(".corrupt");
        }
    }

}
