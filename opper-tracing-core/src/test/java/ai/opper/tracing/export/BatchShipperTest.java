// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BatchShipperTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LONG = Duration.ofMinutes(10);

    private static final ExportResult LATER = ExportResult.Retry.later("not now", null);

    private final MemoryBatchExporter exporter = new MemoryBatchExporter();

    private final Ledger ledger = new Ledger();

    private final Problems problems = new Problems(this.ledger);

    private BatchShipper shipper = shipper(1_000_000, 10, LONG, Duration.ofSeconds(5));

    private BatchShipper shipper(long maxBytes, int maxBatch, Duration interval, Duration shutdown) {
        BatchSettings settings = new BatchSettings(maxBytes, maxBatch, interval, Duration.ofSeconds(5), shutdown);
        return new BatchShipper(this.exporter, settings, this.ledger, true, this.problems);
    }

    @AfterEach
    void stop() throws Exception {
        this.shipper.stop().get(20, TimeUnit.SECONDS);
    }

    private void record(String... names) {
        for (String name : names) {
            SampleSpan span = SampleSpan.root(name);
            this.shipper.sink().accept(span, span.end());
        }
    }

    private void flush() {
        Flushes.await(this.shipper.flush(), PATIENCE);
    }

    @Test
    void start_makesNoThreadBeforeTheFirstSpan() {
        await().atMost(PATIENCE).until(() -> threads() == 0);
        this.shipper.start();
        assertThat(threads()).isZero();
        record("a");
        assertThat(threads()).isOne();
    }

    private static long threads() {
        return Thread.getAllStackTraces()
            .keySet()
            .stream()
            .filter((thread) -> thread.getName().equals(ShippingThread.NAME + "-memory"))
            .count();
    }

    @Test
    void accept_sendsAFullBatchWithoutWaiting() {
        this.shipper.start();
        record(IntStream.range(0, 20).mapToObj((index) -> "s" + index).toArray(String[]::new));
        await().atMost(PATIENCE).until(() -> this.exporter.stored().size() == 20);
        assertThat(this.exporter.attempts()).allSatisfy((batch) -> assertThat(batch).hasSizeLessThanOrEqualTo(10));
        assertThat(this.exporter.stored()).startsWith("s0", "s1");
    }

    @Test
    void accept_sendsAfterTheInterval() {
        this.shipper = shipper(1_000_000, 10, Duration.ofMillis(20), Duration.ofSeconds(5));
        this.shipper.start();
        record("a");
        await().atMost(PATIENCE).until(() -> this.exporter.stored().contains("a"));
        record("b");
        await().atMost(PATIENCE).until(() -> this.exporter.stored().contains("b"));
    }

    @Test
    void accept_sendsLateMetrics() {
        this.shipper.start();
        this.shipper.sink().accept(SampleSpan.root("a"), new MetricRecord("late", 1, null));
        flush();
        assertThat(this.exporter.stored()).containsExactly("late");
        assertThat(this.ledger.stored()).isOne();
    }

    @Test
    void accept_dropsNewestWhenFull() {
        int size = SampleSpan.root("a").end().estimatedBytes();
        this.shipper = shipper(2L * size, 10, LONG, Duration.ofSeconds(5));
        this.shipper.start();
        record("a", "b", "c");
        flush();
        assertThat(this.exporter.stored()).containsExactly("a", "b");
        assertThat(this.ledger.dropped(Drop.MEMORY_FULL)).isOne();
        assertThat(this.problems.count(Problem.BATCH_BUFFER_FULL)).isOne();
        assertThat(this.shipper.status().bufferedBytes()).isZero();
        assertThat(this.ledger.pending()).isZero();
    }

    @Test
    void accept_countsWhatComesAfterTheStop() {
        record("before");
        this.shipper.start();
        this.shipper.stop().join();
        record("after");
        assertThat(this.ledger.dropped(Drop.SHUTDOWN)).isEqualTo(2);
        assertThat(this.exporter.attempts()).isEmpty();
        assertThat(this.shipper.status().bufferedBytes()).isZero();
    }

    @Test
    void retry_sendsTheSameBatchUntilItIsStored() {
        this.exporter.next(LATER);
        this.exporter.next(LATER);
        this.shipper.start();
        record("a", "b");
        flush();
        await().atMost(PATIENCE).until(() -> this.exporter.stored().size() == 2);
        assertThat(this.exporter.attempts()).hasSize(3).containsOnly(List.of("a", "b"));
        assertThat(this.shipper.status().retries()).containsEntry(0, 2L);
        await().atMost(PATIENCE).until(() -> !this.shipper.status().failing());
        assertThat(this.ledger.stored()).isEqualTo(2);
    }

    @Test
    void retry_followsWhenTheExporterThrows() {
        this.exporter.otherwise((names) -> {
            this.exporter.otherwise((others) -> MemoryBatchExporter.answer(ExportResult.stored()));
            throw new IllegalStateException("secret");
        });
        this.shipper.start();
        record("a");
        flush();
        await().atMost(PATIENCE).until(() -> this.exporter.stored().contains("a"));
        assertThat(this.shipper.status().lastFailureReason()).contains("IllegalStateException")
            .doesNotContain("secret");
    }

    @Test
    void rejected_findsTheOneThatIsBad() {
        this.exporter.otherwise((names) -> MemoryBatchExporter
            .answer(names.contains("bad") ? new ExportResult.Rejected("no", 400, true) : ExportResult.stored()));
        this.shipper.start();
        record("a", "b", "c", "bad", "d", "e", "f", "g");
        flush();
        assertThat(this.exporter.stored()).containsExactly("a", "b", "c", "d", "e", "f", "g");
        assertThat(this.shipper.deadLetters().list()).singleElement()
            .satisfies((letter) -> assertThat(letter.name()).isEqualTo("bad"));
        assertThat(this.ledger.deadLettered()).isOne();
        assertThat(this.ledger.pending()).isZero();
    }

    @Test
    void rejected_asksASensibleNumberOfTimesWhenAllAreBad() {
        this.shipper = shipper(10_000_000, 500, LONG, Duration.ofSeconds(5));
        this.exporter.otherwise((names) -> MemoryBatchExporter.answer(new ExportResult.Rejected("no", 400, true)));
        this.shipper.start();
        record(IntStream.range(0, 500).mapToObj((index) -> "s" + index).toArray(String[]::new));
        flush();
        assertThat(this.exporter.attempts()).hasSizeLessThan(50);
        assertThat(this.ledger.deadLettered()).isEqualTo(500);
    }

    @Test
    void rejected_isNotDividedWhenTheContentIsNotTheReason() {
        this.exporter.next(new ExportResult.Rejected("who are you?", 401, false));
        this.shipper.start();
        record("a", "b");
        flush();
        assertThat(this.exporter.attempts()).hasSize(1);
        assertThat(this.ledger.deadLettered()).isEqualTo(2);
        assertThat(this.problems.count(Problem.BATCH_REJECTED)).isOne();
    }

    @Test
    void stop_sendsWhatIsLeft() {
        this.shipper.start();
        record("a", "b");
        this.shipper.stop().join();
        assertThat(this.exporter.stored()).containsExactly("a", "b");
        assertThat(this.exporter.closed()).isOne();
        assertThat(this.ledger.pending()).isZero();
    }

    @Test
    void stop_givesUpAtOnceWhenTheDestinationFails() {
        this.exporter.otherwise((names) -> MemoryBatchExporter.answer(LATER));
        this.shipper.start();
        record("a", "b");
        assertThat(this.shipper.stop()).succeedsWithin(Duration.ofSeconds(4));
        assertThat(this.ledger.dropped(Drop.SHUTDOWN)).isEqualTo(2);
        assertThat(this.ledger.pending()).isZero();
        assertThat(this.problems.count(Problem.STOPPED_BEFORE_SENT)).isOne();
    }

    @Test
    void stop_takesNoLongerThanItMayWhenNoAnswerComes() {
        this.shipper = shipper(1_000_000, 10, LONG, Duration.ofMillis(200));
        this.exporter.otherwise((names) -> new CompletableFuture<>());
        this.shipper.start();
        record("a");
        CompletableFuture<Void> flush = this.shipper.flush();
        await().atMost(PATIENCE).until(() -> !this.exporter.attempts().isEmpty());
        assertThat(this.shipper.stop()).succeedsWithin(Duration.ofSeconds(4));
        assertThat(flush).isCompleted();
        assertThat(this.ledger.dropped(Drop.SHUTDOWN)).isOne();
    }

    @Test
    void start_goesOnAfterAStop() {
        this.shipper.start();
        record("a");
        this.shipper.stop().join();
        this.shipper.start();
        record("b");
        flush();
        assertThat(this.exporter.stored()).containsExactly("a", "b");
        assertThat(this.ledger.created()).isEqualTo(2);
    }

    @Test
    void flush_isWorthAnAttemptWhileTheDestinationFails() {
        this.exporter.otherwise((names) -> MemoryBatchExporter.answer(ExportResult.Retry.later("no", LONG)));
        this.shipper.start();
        record("a");
        CompletableFuture<Void> first = this.shipper.flush();
        await().atMost(PATIENCE).until(() -> this.shipper.status().failing());
        assertThat(first).isNotDone();
        this.exporter.otherwise((names) -> MemoryBatchExporter.answer(ExportResult.stored()));
        flush();
        assertThat(this.exporter.stored()).containsExactly("a");
        assertThat(first).succeedsWithin(PATIENCE);
    }

    @Test
    void shippers_sendEachByItself() {
        Ledger other = new Ledger();
        MemoryBatchExporter away = new MemoryBatchExporter() {

            @Override
            public String name() {
                return "away";
            }

        };
        away.otherwise((names) -> new CompletableFuture<>());
        BatchSettings settings = new BatchSettings(1_000_000, 1, LONG, LONG, Duration.ofMillis(100));
        BatchShipper dead = new BatchShipper(away, settings, other, true, this.problems);
        SpanBuffer unused = null;
        SpanShippers all = new SpanShippers(null, unused, List.of(dead, this.shipper), this.problems);
        all.start();
        for (String name : List.of("a", "b")) {
            SampleSpan span = SampleSpan.root(name);
            all.sink().accept(span, span.end());
        }
        await().atMost(PATIENCE).until(() -> !away.attempts().isEmpty());
        assertThat(all.flush(Duration.ofSeconds(3)).stored()).isEqualTo(2);
        assertThat(this.exporter.stored()).containsExactly("a", "b");
        assertThat(other.stored()).isZero();
        all.stop();
        assertThat(other.dropped(Drop.SHUTDOWN)).isEqualTo(2);
        assertThat(this.ledger.stored()).isEqualTo(2);
    }

}
