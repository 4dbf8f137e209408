// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Processes that die without a word. */
class SpoolKillTest {

    private static final int KILLS = Integer.getInteger("opper.tracing.test.kills", 20);

    /**
     * 20 on a machine that has nothing else to do; on a busy one threads have to wait.
     */
    private static final long MARGIN_MILLIS = Long.getLong("opper.tracing.test.kill-margin", 1_000);

    @TempDir
    Path directory;

    /** Lets a child run for about as many spans, and kills it. */
    private static Killed kill(Process child, int spans) throws Exception {
        List<String> lines = new ArrayList<>();
        while (lines.size() < spans) {
            lines.add(child.inputReader().readLine());
        }
        long killedMillis = System.currentTimeMillis();
        // Not through the process itself, which would close the stream that is still
        // read.
        child.toHandle().destroyForcibly();
        List<SpoolChild.Said> said = SpoolChild.allSaid(child, lines);
        child.waitFor();
        long ticks = said.stream()
            .filter((each) -> each.millis() <= killedMillis)
            .mapToLong(SpoolChild.Said::ticks)
            .max()
            .orElse(0);
        return new Killed(said, killedMillis, ticks);
    }

    @Test
    void kill_losesNothingThatWasStoredAMomentBefore() throws Exception {
        Random random = new Random();
        for (int round = 0; round < KILLS; round++) {
            Path place = this.directory.resolve("round" + round);
            Killed killed = kill(SpoolChild.start(place), 1 + random.nextInt(4_000));
            Ledger ledger = new Ledger();
            try (FileSpool spool = SpoolSamples.open(place, ledger)) {
                List<UUID> found = SpoolSamples.takeAll(spool)
                    .stream()
                    .map((each) -> SpoolSamples.idOf(each.entry()))
                    .toList();
                Set<UUID> expected = killed.settled("S");
                expected.removeAll(killed.acknowledged());
                assertThat(found).as("kill %d", round).doesNotHaveDuplicates();
                assertThat(found.containsAll(killed.written())).as("what was written before kill %d is there", round)
                    .isTrue();
                assertThat(killed.ages(expected, found)).as("ages in milliseconds of what kill %d lost", round)
                    .isEmpty();
                assertThat(found).noneMatch(killed.settled("A")::contains);
                assertThat(ledger.created()).isEqualTo(found.size());
                assertThat(ledger.dropped(Drop.DISK_ERROR)).isZero();
            }
        }
    }

    @Test
    void folder_ofALivingProcessIsAdoptedOnlyAfterItsDeath() throws Exception {
        Process child = SpoolChild.start(this.directory);
        child.inputReader().readLine();
        try (FileSpool spool = SpoolSamples.open(this.directory, new Ledger())) {
            spool.sync(SpoolSamples.PATIENCE);
            assertThat(SpoolSamples.takeAll(spool)).isEmpty();
            Killed killed = kill(child, 500);
            List<UUID> found = new ArrayList<>();
            Set<UUID> expected = killed.settled("S");
            expected.removeAll(killed.acknowledged());
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                SpoolSamples.takeAll(spool).forEach((each) -> found.add(SpoolSamples.idOf(each.entry())));
                assertThat(found).doesNotHaveDuplicates().isNotEmpty();
                assertThat(found.containsAll(expected)).isTrue();
            });
        }
        finally {
            child.destroyForcibly();
        }
    }

    /**
     * What a child did before its death.
     *
     * @param said what it said
     * @param millis when it was killed, at the earliest
     * @param ticks how many milliseconds the machine had had for it by then
     */
    private record Killed(List<SpoolChild.Said> said, long millis, long ticks) {

        Set<UUID> settled(String what) {
            return this.said.stream()
                .filter((each) -> each.what().equals(what) && each.millis() < this.millis - MARGIN_MILLIS
                        && each.ticks() < this.ticks - MARGIN_MILLIS)
                .map(SpoolChild.Said::id)
                .collect(Collectors.toSet());
        }

        /** How long before the kill those were stored that are missing. */
        List<Long> ages(Set<UUID> expected, List<UUID> found) {
            Set<UUID> missing = new HashSet<>(expected);
            missing.removeAll(Set.copyOf(found));
            return this.said.stream()
                .filter((each) -> each.what().equals("S") && missing.contains(each.id()))
                .map((each) -> this.millis - each.millis())
                .toList();
        }

        /** What the spool said was written, and nobody acknowledged. */
        Set<UUID> written() {
            return this.said.stream()
                .filter((each) -> each.what().equals("W"))
                .map(SpoolChild.Said::id)
                .collect(Collectors.toSet());
        }

        Set<UUID> acknowledged() {
            return this.said.stream()
                .filter((each) -> each.what().equals("A"))
                .map(SpoolChild.Said::id)
                .collect(Collectors.toSet());
        }

    }

}
