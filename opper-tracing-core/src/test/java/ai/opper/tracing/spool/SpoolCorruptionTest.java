// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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

import static org.assertj.core.api.Assertions.assertThat;

class SpoolCorruptionTest {

    private static final int ROUNDS = Integer.getInteger("opper.tracing.test.corruptions", 1_000);

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
    void open_succeedsWhateverHappenedToTheFile() throws Exception {
        Path file = abandoned();
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(42);
        int entryBytes = good.length / ENTRIES;
        for (int round = 0; round < ROUNDS; round++) {
            boolean cut = random.nextBoolean();
            byte[] bad = cut ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            if (!cut) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            int whole = cut ? bad.length / entryBytes : ENTRIES - 1;
            long began = System.nanoTime();
            assertThat(idsIn(damagedCopy(file, bad, round))).as("round %d", round)
                .hasSizeBetween(whole, cut ? whole : ENTRIES)
                .isSubsetOf(this.ids)
                .doesNotHaveDuplicates();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
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
