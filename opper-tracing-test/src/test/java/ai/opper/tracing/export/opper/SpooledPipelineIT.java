// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ai.opper.tracing.Span;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.LedgerSnapshot;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;
import ai.opper.tracing.spool.FileSpool;
import ai.opper.tracing.spool.SpoolEntry;
import ai.opper.tracing.spool.SpoolEntry.Opening;
import ai.opper.tracing.spool.SpoolSettings;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.Reply;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a spool is for: deaths, outages and stops, with real processes. */
@Timeout(900)
class SpooledPipelineIT {

    private static final int KILLS = Integer.getInteger("opper.kills", 8);

    /** How long before its process died a span must have ended to be safe. */
    private static final long MARGIN_MILLIS = Long.getLong("opper.kill-margin", 100);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How long after a death its folder waits for somebody else. */
    private static final Duration ADOPTION = Duration.ofSeconds(10);

    /** How long after there is room on the disk again the spool may go without it. */
    private static final Duration BACK_TO_THE_SPOOL = Duration.ofSeconds(5);

    private static final Duration HOLD = Duration.ofMillis(50);

    private final Random random = new Random();

    @TempDir
    Path directory;

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start().requireKey(Pipeline.KEY);

    private Pipeline pipeline(OpperApiVersion version) {
        return new Pipeline(PipelineChild.settings(this.api.url(), version), HOLD, this.directory, 1_000_000);
    }

    private static void awaitEmpty(Pipeline pipeline) {
        await("nothing is pending").atMost(PATIENCE)
            .until(() -> pipeline.ledger().snapshot().pending() == 0
                    && pipeline.shipper().status().spool().waiting() == 0);
    }

    private List<UUID> storedIds() {
        return this.api.spans().stream().map(StoredSpan::clientId).toList();
    }

    @Test
    void kill_losesNothingThatEndedAMomentBefore() throws Exception {
        for (int round = 0; round < KILLS; round++) {
            kill(round, (round % 3 == 2) ? OpperApiVersion.V3 : OpperApiVersion.V2);
        }
    }

    private void kill(int round, OpperApiVersion version) throws Exception {
        this.api.clear();
        Process child = PipelineChild.start(this.api.url(), this.directory, version, 2_000);
        try {
            String first = child.inputReader().readLine();
            await("the agent is opened").atMost(PATIENCE)
                .until(() -> this.api.spans().stream().anyMatch((span) -> span.name().equals("agent")));
            PipelineChild.Killed killed = PipelineChild.kill(child, first,
                    Duration.ofMillis(this.random.nextInt(1_000)));
            try (Pipeline pipeline = pipeline(version)) {
                await("the folder is adopted").atMost(PATIENCE).until(() -> pipeline.ledger().created() > 0);
                awaitEmpty(pipeline);
                assertThat(pipeline.ledger().dropped()).isZero();
                assertThat(pipeline.shipper().deadLetters().list()).isEmpty();
            }
            List<UUID> stored = storedIds();
            Set<UUID> lost = new HashSet<>(killed.endedBefore(MARGIN_MILLIS));
            lost.removeAll(Set.copyOf(stored));
            assertThat(lost).as("lost by kill %d of %d spans", round, killed.said().size()).isEmpty();
            assertThat(stored).as("stored after kill %d", round).doesNotHaveDuplicates();
            checkEnds(killed, round);
        }
        finally {
            child.destroyForcibly();
        }
    }

    /** Nothing is left running, and only the agent had to be ended by others. */
    private void checkEnds(PipelineChild.Killed killed, int round) {
        assertThat(this.api.spans()).as("running after kill %d", round).noneMatch((span) -> span.endTime() == null);
        assertThat(this.api.spans()).filteredOn((span) -> span.error() != null)
            .allMatch((span) -> span.error().equals("process ended before this span did"))
            .extracting(StoredSpan::clientId)
            .isSubsetOf(killed.agent());
    }

    /** As in a rolling update: both processes live for a while, and one of them dies. */
    @Test
    void rollingUpdate_folderOfTheDeadIsAdoptedWithinTenSecondsAndNothingIsSentTwice() throws Exception {
        this.api.always(Reply.status(503));
        Process first = PipelineChild.start(this.api.url(), this.directory, OpperApiVersion.V2, 2_000);
        Process second = PipelineChild.start(this.api.url(), this.directory, OpperApiVersion.V2, 50);
        try {
            second.inputReader().readLine();
            PipelineChild.Killed killed = PipelineChild.kill(first, first.inputReader().readLine(),
                    Duration.ofMillis(1_500));
            long died = System.nanoTime();
            drain(second);
            await("the living process owns both folders").pollInterval(Duration.ofMillis(20))
                .atMost(ADOPTION)
                .until(() -> foldersOf(second.pid()) == 2);
            System.out.printf("R17: adopted %d ms after the death of its owner%n",
                    Duration.ofNanos(System.nanoTime() - died).toMillis());
            this.api.behave();
            Set<UUID> missing = new HashSet<>(killed.endedBefore(MARGIN_MILLIS));
            assertThat(missing).isNotEmpty();
            await("the other process sends what the dead one left").atMost(PATIENCE).untilAsserted(() -> {
                storedIds().forEach(missing::remove);
                assertThat(missing).isEmpty();
            });
            assertThat(storedIds()).doesNotHaveDuplicates();
        }
        finally {
            first.destroyForcibly();
            second.destroyForcibly();
        }
    }

    /** Each folder says who owns it. */
    private long foldersOf(long pid) throws IOException {
        try (Stream<Path> folders = Files.list(this.directory)) {
            return folders.filter((folder) -> isOwnedBy(pid, folder)).count();
        }
    }

    private static boolean isOwnedBy(long pid, Path folder) {
        try {
            return Files.readString(folder.resolve("owner")).startsWith(pid + "@");
        }
        catch (IOException ex) {
            return false;
        }
    }

    private static void drain(Process child) {
        Thread reader = new Thread(() -> child.inputReader().lines().forEach((line) -> {
        }));
        reader.setDaemon(true);
        reader.start();
    }

    @Test
    void outage_losesNothingThatMemoryHasNoRoomFor() throws Exception {
        this.api.goDown();
        Set<UUID> recorded = new HashSet<>();
        try (Pipeline pipeline = pipeline(OpperApiVersion.V2)) {
            for (int i = 0; i < 5_000; i++) {
                recorded.addAll(tree(pipeline, 1_000));
                if (i % 50 == 0) {
                    await("the spool keeps up").atMost(PATIENCE).until(() -> pipeline.bufferedBytes() < 700_000);
                }
            }
            await("most of it is in the spool only").atMost(PATIENCE)
                .until(() -> pipeline.ledger().snapshot().inSpool() > recorded.size() * 0.8);
            assertThat(pipeline.bufferedBytes()).isLessThan(1_000_000);
            this.api.comeBack();
            awaitEmpty(pipeline);
            assertThat(pipeline.ledger().dropped()).isZero();
            assertThat(pipeline.ledger().stored()).isEqualTo(recorded.size());
        }
        assertThat(storedIds()).doesNotHaveDuplicates();
        assertThat(Set.copyOf(storedIds()).equals(recorded)).as("what was recorded is stored").isTrue();
        assertThat(this.api.requests()).noneMatch((request) -> request.status() == 404 || request.status() == 422);
    }

    private static Set<UUID> tree(Pipeline pipeline, int bytes) {
        Set<UUID> ids = new HashSet<>();
        try (Span root = pipeline.tracer().span("root").newTrace().start()) {
            ids.add(root.id());
            root.input("x".repeat(bytes));
            try (Span child = pipeline.tracer().span("child").start()) {
                ids.add(child.id());
            }
        }
        return ids;
    }

    @Test
    void stop_leavesTheRestToTheNextStart() throws Exception {
        this.api.goDown();
        Set<UUID> recorded = new HashSet<>();
        Span running;
        try (Pipeline pipeline = pipeline(OpperApiVersion.V2)) {
            for (int i = 0; i < 500; i++) {
                recorded.addAll(tree(pipeline, 100));
            }
            running = pipeline.tracer().span("runs on").newTrace().start();
            pipeline.shipper().stop();
            LedgerSnapshot left = pipeline.ledger().snapshot();
            assertThat(left.inSpool()).as("%s", left).isEqualTo(recorded.size());
            assertThat(left.inMemory()).isZero();
            assertThat(left.droppedInAll()).isZero();
            this.api.comeBack();
            pipeline.shipper().start();
            running.close();
            recorded.add(running.id());
            awaitEmpty(pipeline);
            assertThat(pipeline.ledger().stored()).isEqualTo(recorded.size());
        }
        assertThat(storedIds()).doesNotHaveDuplicates();
        assertThat(Set.copyOf(storedIds()).equals(recorded)).as("what was recorded is stored").isTrue();
    }

    /** As when a process dies before the span's parent has ended or was opened. */
    @Test
    void spanWhoseParentDiedUnseen_isSentWithoutItAtOnce() throws Exception {
        Instant now = Instant.now();
        SpanRecord child = new SpanRecord(UuidV7.next(), UuidV7.next(), UuidV7.next(), "child", "chain", now, now, null,
                null, null, null, null, null, Map.of(), Map.of(), List.of(), List.of(), List.of());
        try (FileSpool spool = FileSpool.open(SpoolSettings.in(this.directory), new Ledger(), new Problems())) {
            spool.store(new SpoolEntry.Finished(child, Opening.NEVER, true));
        }
        try (Pipeline pipeline = pipeline(OpperApiVersion.V2)) {
            await("it is stored").atMost(Duration.ofSeconds(20)).until(() -> pipeline.ledger().stored() == 1);
        }
        assertThat(this.api.spans()).singleElement().satisfies((span) -> {
            assertThat(span.clientId()).isEqualTo(child.id());
            assertThat(span.parentId()).isNull();
        });
    }

    @Test
    void backlog_isSentWhileNewSpansKeepMemoryFull() throws Exception {
        this.api.goDown();
        try (Pipeline pipeline = pipeline(OpperApiVersion.V2)) {
            Set<UUID> first = new HashSet<>();
            while (pipeline.ledger().snapshot().inSpool() < 250) {
                fill(pipeline).forEach((id) -> {
                    if (first.size() < 250) {
                        first.add(id);
                    }
                });
            }
            this.api.comeBack();
            this.api.always(Reply.normal().after(Duration.ofMillis(200)));
            await("fifty of the oldest are stored").atMost(PATIENCE).until(() -> {
                fill(pipeline);
                return this.api.spans().stream().filter((span) -> first.contains(span.clientId())).count() >= 50;
            });
            this.api.behave();
            awaitEmpty(pipeline);
            assertThat(pipeline.ledger().dropped()).isZero();
        }
        assertThat(storedIds()).doesNotHaveDuplicates();
    }

    /** So that more than half of the memory is taken, and never all of it. */
    private static Set<UUID> fill(Pipeline pipeline) {
        Set<UUID> recorded = new HashSet<>();
        while (pipeline.bufferedBytes() < 600_000) {
            recorded.addAll(tree(pipeline, 1_000));
        }
        return recorded;
    }

    @Test
    void fullDisk_losesNothingThatMemoryHasRoomFor() throws Exception {
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", this.directory.toString()),
                "a small tmpfs cannot be mounted here");
        try {
            this.api.goDown();
            Set<UUID> recorded = new HashSet<>();
            try (Pipeline pipeline = new Pipeline(PipelineChild.settings(this.api.url(), OpperApiVersion.V2), HOLD,
                    this.directory, 16_000_000)) {
                while (pipeline.shipper().status().spool() == null || pipeline.shipper().status().spool().writable()) {
                    recorded.addAll(tree(pipeline, 1_000));
                }
                for (int i = 0; i < 1_000; i++) {
                    recorded.addAll(tree(pipeline, 1_000));
                }
                this.api.comeBack();
                awaitEmpty(pipeline);
                assertThat(pipeline.ledger().dropped()).isZero();
            }
            assertThat(storedIds()).doesNotHaveDuplicates();
            assertThat(Set.copyOf(storedIds()).equals(recorded)).as("what was recorded is stored").isTrue();
        }
        finally {
            run("umount", this.directory.toString());
        }
    }

    /** More than memory takes, so that some of it has to go. */
    @Test
    void fullDisk_isLeftAsSoonAsThereIsRoomAndEveryLossIsCounted() throws Exception {
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", this.directory.toString()),
                "a small tmpfs cannot be mounted here");
        try {
            Path ballast = Files.write(this.directory.resolve("ballast"), new byte[3 << 20]);
            this.api.goDown();
            Set<UUID> recorded = new HashSet<>();
            try (Pipeline pipeline = pipeline(OpperApiVersion.V2)) {
                await("the spool is used").atMost(PATIENCE).until(() -> isWritable(pipeline));
                while (isWritable(pipeline) || pipeline.ledger().dropped() == 0) {
                    recorded.addAll(tree(pipeline, 1_000));
                }
                Files.delete(ballast);
                long room = System.nanoTime();
                await("the spool is used again").pollInterval(Duration.ofMillis(20))
                    .atMost(BACK_TO_THE_SPOOL)
                    .until(() -> isWritable(pipeline));
                System.out.printf("R7: back to the spool %d ms after there was room%n",
                        Duration.ofNanos(System.nanoTime() - room).toMillis());
                long dropped = pipeline.ledger().dropped();
                await("memory has room again").atMost(PATIENCE).until(() -> pipeline.bufferedBytes() < 700_000);
                recorded.addAll(tree(pipeline, 1_000));
                assertThat(pipeline.ledger().dropped()).isEqualTo(dropped);
                this.api.comeBack();
                awaitEmpty(pipeline);
                LedgerSnapshot ledger = pipeline.ledger().snapshot();
                assertThat(ledger.created()).isEqualTo(recorded.size());
                assertThat(ledger.stored()).isEqualTo(this.api.spans().size());
                assertThat(ledger.droppedInAll()).isPositive().isEqualTo(recorded.size() - this.api.spans().size());
            }
            assertThat(storedIds()).doesNotHaveDuplicates();
            assertThat(recorded.containsAll(storedIds())).as("only what was recorded is stored").isTrue();
            assertThat(this.api.spans()).allMatch(SpooledPipelineIT::isWhole);
        }
        finally {
            run("umount", this.directory.toString());
        }
    }

    private static boolean isWritable(Pipeline pipeline) {
        return pipeline.shipper().status().spool() != null && pipeline.shipper().status().spool().writable();
    }

    private static boolean isWhole(StoredSpan span) {
        return span.endTime() != null
                && (span.name().equals("root") ? "x".repeat(1_000).equals(span.input()) : span.name().equals("child"));
    }

    private static boolean run(String... command) throws Exception {
        return Files.isExecutable(Path.of("/bin/" + command[0]))
                && new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
    }

}
