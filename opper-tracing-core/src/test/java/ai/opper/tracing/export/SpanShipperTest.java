// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.RecordedLog;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class SpanShipperTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Ledger ledger = new Ledger();

    private final Problems problems = new Problems();

    private final SpanBuffer buffer = new SpanBuffer(16_000_000, this.ledger, this.problems);

    private SpanShipper shipper;

    @AfterEach
    void stopAndLookForThreads() {
        if (this.shipper != null) {
            this.shipper.stop();
        }
        await().atMost(LONG).until(() -> shippingThreads().isEmpty());
    }

    private static List<Thread> shippingThreads() {
        return Thread.getAllStackTraces()
            .keySet()
            .stream()
            .filter((thread) -> thread.getName().equals(ShippingThread.NAME))
            .toList();
    }

    private static ShippingSettings settings() {
        return new ShippingSettings(8, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    private SpanShipper start(SpanExporter exporter) {
        return start(exporter, settings());
    }

    private SpanShipper start(SpanExporter exporter, ShippingSettings settings) {
        this.shipper = new SpanShipper(this.buffer, () -> exporter, settings, this.ledger, this.problems);
        this.shipper.start();
        return this.shipper;
    }

    private SampleSpan record(SampleSpan span) {
        SpanRecord record = span.end();
        this.ledger.countCreated(1 + record.metrics().size());
        this.buffer.accept(span, record);
        return span;
    }

    private void recordLate(SampleSpan span, String dimension) {
        this.ledger.countCreated(1);
        this.buffer.accept(span, new MetricRecord(dimension, 1, null));
    }

    private void record(int roots) {
        for (int i = 0; i < roots; i++) {
            record(SampleSpan.root("root"));
        }
    }

    /** Flushes, and says how many items have been stored and dropped in all. */
    private void assertFlushed(int stored, int dropped) {
        assertThat(this.shipper.flush(LONG).isComplete()).isTrue();
        assertThat(this.ledger.stored()).as("stored").isEqualTo(stored);
        assertThat(this.ledger.deadLettered() + this.ledger.dropped()).as("given up").isEqualTo(dropped);
    }

    private void assertAllSettled() {
        assertThat(this.ledger.snapshot().pending()).isZero();
        assertThat(this.buffer.bytes()).isZero();
        assertThat(this.buffer.isEmpty()).isTrue();
    }

    @Test
    void start_makesNoThreadBeforeTheFirstSpan() {
        MemoryExporter exporter = MemoryExporter.storing();
        start(exporter);
        assertThat(shippingThreads()).isEmpty();
        record(1);
        assertThat(shippingThreads()).hasSize(1).allSatisfy((thread) -> assertThat(thread.isDaemon()).isTrue());
        assertFlushed(1, 0);
    }

    @Test
    void open_tellsWhenTheDestinationHasTheRunningSpan() throws Exception {
        MemoryExporter exporter = MemoryExporter.silent();
        start(exporter);
        SampleSpan root = SampleSpan.root("root");
        CompletableFuture<Boolean> stored = this.buffer.open(root);
        MemoryExporter.Call opening = exporter.next();
        assertThat(opening.span().endTime()).isNull();
        assertThat(stored).isNotDone();
        opening.stored();
        assertThat(stored.get(10, TimeUnit.SECONDS)).isTrue();
        record(root);
        exporter.next().stored();
        assertFlushed(1, 0);
        assertThat(exporter.requests()).hasSize(2);
    }

    @Test
    void open_isAnsweredWhenNothingIsSentAnyMore() throws Exception {
        start(MemoryExporter.silent());
        CompletableFuture<Boolean> stored = this.buffer.open(SampleSpan.root("root"));
        this.shipper.stop();
        assertThat(stored.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(this.buffer.open(SampleSpan.root("late"))).isCompletedWithValue(false);
    }

    @Test
    void start_inheritsNothingOfTheApplicationsThread() throws Exception {
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        AtomicReference<String> seen = new AtomicReference<>();
        AtomicReference<ClassLoader> loader = new AtomicReference<>();
        start(new MemoryExporter((request) -> {
            seen.set(inherited.get());
            loader.set(Thread.currentThread().getContextClassLoader());
            return CompletableFuture.completedFuture(ExportResult.stored());
        }));
        Thread application = new Thread(() -> {
            inherited.set("a user");
            record(1);
        });
        application.setContextClassLoader(new ClassLoader() {
        });
        application.start();
        application.join();
        this.shipper.flush(LONG);
        assertThat(seen.get()).isNull();
        assertThat(loader.get()).isSameAs(SpanShipper.class.getClassLoader());
    }

    @Test
    void sleep_isWithoutTimeoutWhenThereIsNothingToDo() {
        start(MemoryExporter.storing());
        SampleSpan root = SampleSpan.root("root");
        record(root.child("leaf"));
        record(root);
        assertFlushed(2, 0);
        Thread thread = shippingThreads().get(0);
        await().atMost(LONG).until(() -> thread.getState() == Thread.State.WAITING);
        recordLate(root, "late");
        assertFlushed(3, 0);
        await().atMost(LONG).until(() -> thread.getState() == Thread.State.WAITING);
    }

    /** A thread that is woken uses processor time, however little. */
    @Test
    void sleep_isNotInterruptedByAnythingWhenThereIsNothingToDo() throws Exception {
        start(MemoryExporter.storing());
        record(100);
        assertFlushed(100, 0);
        Thread thread = shippingThreads().get(0);
        await().atMost(LONG).until(() -> thread.getState() == Thread.State.WAITING);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long waits = threads.getThreadInfo(thread.getId()).getWaitedCount();
        long cpu = threads.getThreadCpuTime(thread.getId());
        new CountDownLatch(1).await(1, TimeUnit.SECONDS);
        assertThat(threads.getThreadInfo(thread.getId()).getWaitedCount()).isEqualTo(waits);
        assertThat(threads.getThreadCpuTime(thread.getId())).isEqualTo(cpu);
    }

    @Test
    void status_tellsWhatWaitsAndWhy() {
        AtomicBoolean down = new AtomicBoolean(true);
        start(new MemoryExporter((request) -> CompletableFuture
            .completedFuture(down.get() ? ExportResult.Retry.later("nobody is there", null) : ExportResult.stored())));
        assertThat(this.shipper.status()).satisfies((idle) -> {
            assertThat(idle.running()).isTrue();
            assertThat(idle.permits()).isEqualTo(8);
            assertThat(idle.lastSuccess()).isNull();
            assertThat(idle.oldestAge()).isZero();
        });
        record(20);
        await().atMost(LONG).until(() -> this.shipper.status().gateUntil() != null);
        ShippingStatus failing = this.shipper.status();
        assertThat(failing.gate()).isEqualTo(GateState.FAILING);
        assertThat(failing.gateSince()).isBefore(Instant.now());
        assertThat(failing.permits()).isEqualTo(1);
        assertThat(failing.waiting()).isEqualTo(20);
        assertThat(failing.ready()).isEqualTo(20);
        assertThat(failing.backlog()).isBetween(5, 20);
        assertThat(failing.bufferedBytes()).isEqualTo(this.buffer.bytes());
        assertThat(failing.lastFailureReason()).isEqualTo("nobody is there");
        down.set(false);
        assertFlushed(20, 0);
        ShippingStatus open = this.shipper.status();
        assertThat(open.gate()).isEqualTo(GateState.OPEN);
        assertThat(open.gateSince()).isNull();
        assertThat(open.lastSuccess()).isAfter(failing.lastFailure());
        this.shipper.stop();
        assertThat(this.shipper.status().running()).isFalse();
    }

    /** Nobody reports these drops, and nothing is reported later. */
    @Test
    void step_tellsTheLogOfDropsThatNobodyReports() {
        AtomicLong nanos = new AtomicLong();
        Problems clocked = new Problems(this.ledger, nanos::get);
        this.shipper = new SpanShipper(this.buffer, MemoryExporter::storing, settings(), this.ledger, clocked);
        this.shipper.start();
        this.ledger.countCreated(3);
        this.ledger.countDropped(Drop.PARENT_DROPPED, 3);
        try (RecordedLog log = new RecordedLog(Level.WARNING)) {
            record(1);
            this.shipper.flush(LONG);
            assertThat(log.everything()).isEmpty();
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            record(1);
            this.shipper.flush(LONG);
            assertThat(log.everything()).contains("dropped spans and metrics parent_dropped 3 (3 in all)");
        }
    }

    @Test
    void sleep_survivesAnInterrupt() {
        start(MemoryExporter.storing());
        record(1);
        this.shipper.flush(LONG);
        Thread thread = shippingThreads().get(0);
        thread.interrupt();
        await().atMost(LONG).until(() -> thread.getState() == Thread.State.WAITING && !thread.isInterrupted());
        record(1);
        assertFlushed(2, 0);
    }

    @Test
    void export_seesParentsFirstAndMetricsLast() throws InterruptedException {
        MemoryExporter exporter = MemoryExporter.silent();
        start(exporter);
        SampleSpan root = SampleSpan.root("root");
        record(root.child("leaf"));
        record(root.metric("hits"));
        MemoryExporter.Call first = exporter.next();
        assertThat(first.name()).isEqualTo("root");
        assertThat(exporter.hasNext()).isFalse();
        first.stored();
        List<MemoryExporter.Call> rest = List.of(exporter.next(), exporter.next());
        assertThat(rest).extracting(MemoryExporter.Call::name).containsExactlyInAnyOrder("hits", "leaf");
        rest.forEach(MemoryExporter.Call::stored);
        this.shipper.flush(LONG);
        assertThat(this.ledger.stored()).isEqualTo(3);
    }

    @Test
    void export_opensARunningRootAfterTheHold() throws InterruptedException {
        MemoryExporter exporter = MemoryExporter.storing();
        start(exporter, new ShippingSettings(8, Duration.ofMillis(50), Duration.ofMillis(100), LONG));
        SampleSpan root = SampleSpan.root("root");
        record(root.child("leaf"));
        assertThat(exporter.next().name()).isEqualTo("root");
        assertThat(exporter.next().name()).isEqualTo("leaf");
        record(root);
        assertThat(exporter.next().request()).isInstanceOf(ExportRequest.Complete.class);
    }

    @Test
    void export_makesAtMostSoManyRequestsAtOnce() {
        ExecutorService answering = Executors.newFixedThreadPool(4);
        try {
            MemoryExporter exporter = new MemoryExporter(
                    (request) -> CompletableFuture.supplyAsync(ExportResult::stored, answering));
            start(exporter, new ShippingSettings(3, Duration.ofMillis(50), LONG, LONG));
            record(2_000);
            assertFlushed(2_000, 0);
            assertThat(exporter.mostUnderWay()).isBetween(1, 3);
        }
        finally {
            answering.shutdown();
        }
    }

    @Test
    void export_doesNotHoldAPermitWhileItWaitsForItsNextAttempt() throws InterruptedException {
        MemoryExporter exporter = MemoryExporter.silent();
        start(exporter, new ShippingSettings(1, Duration.ofMillis(50), LONG, LONG));
        record(2);
        MemoryExporter.Call first = exporter.next();
        first.answer().complete(ExportResult.Retry.later("not now", Duration.ofMillis(500)));
        MemoryExporter.Call second = exporter.next();
        assertThat(second.span().id()).isNotEqualTo(first.span().id());
        second.stored();
        exporter.next().stored();
        assertFlushed(2, 0);
    }

    @ParameterizedTest
    @EnumSource
    void export_isTriedAgainWhateverTheExporterDoes(Misbehaviour misbehaviour) {
        AtomicInteger attempt = new AtomicInteger();
        start(new MemoryExporter((request) -> (attempt.incrementAndGet() <= 2) ? misbehaviour.answer()
                : CompletableFuture.completedFuture(ExportResult.stored())));
        record(1);
        assertFlushed(1, 0);
        assertThat(attempt).hasValue(3);
        assertThat(this.problems.count(Problem.EXPORT_DELAYED)).isEqualTo(2);
        assertThat(this.shipper.status().retries()).isEqualTo(Map.of(0, 2L));
    }

    @Test
    void export_isGivenUpAfterAsManyAnswersAsAreAllowed() {
        AtomicInteger attempt = new AtomicInteger();
        Duration soon = Duration.ofMillis(1);
        start(new MemoryExporter((request) -> CompletableFuture.completedFuture((attempt.incrementAndGet() <= 3)
                ? ExportResult.Retry.later("not now", soon) : ExportResult.Retry.limited("unknown", soon, 2, 404))));
        record(1);
        assertFlushed(0, 1);
        assertThat(attempt).hasValue(5);
        assertThat(this.ledger.deadLettered()).isEqualTo(1);
    }

    @Test
    void export_ofARejectedSpanIsCountedOnce() {
        start(new MemoryExporter(
                (request) -> CompletableFuture.completedFuture(new ExportResult.Rejected("it is refused"))));
        SampleSpan root = SampleSpan.root("root");
        record(root.child("leaf"));
        record(root.metric("hits"));
        assertFlushed(0, 3);
        assertThat(this.ledger.deadLettered()).isEqualTo(2);
        assertThat(this.ledger.dropped(Drop.PARENT_DROPPED)).isEqualTo(1);
        assertThat(this.problems.count(Problem.EXPORT_REJECTED)).isEqualTo(1);
        assertAllSettled();
    }

    @Test
    void run_survivesASpanThatCannotTellWhatItLooksLike() {
        start(MemoryExporter.storing());
        SampleSpan poison = new SampleSpan("poison", null) {

            @Override
            public SpanRecord snapshot() {
                throw new IllegalStateException("poison");
            }

        };
        record(poison.child("leaf"));
        assertFlushed(0, 1);
        record(1);
        assertFlushed(1, 1);
        assertThat(this.problems.count(Problem.RECORDING_FAILED)).isEqualTo(1);
    }

    @Test
    void run_survivesASpanThatCannotTellWhetherItHasEnded() {
        start(MemoryExporter.storing());
        SampleSpan poison = new SampleSpan("poison", null) {

            @Override
            public boolean isEnded() {
                throw new IllegalStateException("poison");
            }

        };
        record(poison.child("leaf"));
        this.shipper.flush(Duration.ofMillis(200));
        record(1);
        await().atMost(LONG).until(() -> this.ledger.stored() == 1);
        this.shipper.stop();
        assertThat(this.ledger.dropped()).isEqualTo(1);
        assertAllSettled();
    }

    @Test
    void run_countsEverythingWhenNoExporterCanBeMade() {
        AtomicInteger attempts = new AtomicInteger();
        this.shipper = new SpanShipper(this.buffer, () -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("no exporter");
        }, settings(), this.ledger, this.problems);
        this.shipper.start();
        record(10);
        await().atMost(LONG).until(() -> this.ledger.dropped(Drop.FAILED) == 10);
        record(10);
        assertThat(this.ledger.dropped(Drop.FAILED)).isEqualTo(20);
        await().atMost(LONG).until(() -> !this.shipper.status().running());
        assertThat(this.shipper.flush(LONG)).isEqualTo(new FlushResult(0, 0, 0));
        assertThat(attempts).hasValue(1);
        assertThat(this.problems.count(Problem.RECORDING_FAILED)).isEqualTo(1);
        assertAllSettled();
    }

    @Test
    void flush_waitsForWhatIsHeld() {
        MemoryExporter exporter = MemoryExporter.storing();
        start(exporter, new ShippingSettings(8, Duration.ofSeconds(30), Duration.ofHours(1), LONG));
        record(SampleSpan.root("root").child("leaf"));
        assertThat(this.shipper.flush(LONG)).isEqualTo(new FlushResult(1, 0, 0));
        assertThat(exporter.requests()).hasSize(2);
    }

    @Test
    void flush_returnsAtOnceWhenNothingWasEverRecorded() {
        start(MemoryExporter.silent());
        assertThat(this.shipper.flush(Duration.ofDays(400_000))).isEqualTo(new FlushResult(0, 0, 0));
        assertThat(shippingThreads()).isEmpty();
    }

    @Test
    void flush_beforeAStartTellsWhatIsLost() {
        this.shipper = new SpanShipper(this.buffer, MemoryExporter::storing, settings(), this.ledger, this.problems);
        record(1);
        assertThat(this.shipper.flush(LONG)).isEqualTo(new FlushResult(0, 0, 0));
        assertThat(this.ledger.dropped(Drop.SHUTDOWN)).isEqualTo(1);
    }

    @Test
    void flush_givesUpAfterItsTimeout() {
        start(MemoryExporter.silent());
        record(3);
        assertThat(this.shipper.flush(Duration.ofMillis(50))).isEqualTo(new FlushResult(0, 3, 0));
        assertThat(this.shipper.flush(Duration.ZERO).pending()).isEqualTo(3);
        assertThat(this.shipper.flush(Duration.ofDays(-1)).pending()).isEqualTo(3);
    }

    @Test
    void flush_fromAnExporterDoesNotBlockTheShippingThread() {
        AtomicReference<FlushResult> inner = new AtomicReference<>();
        start(new MemoryExporter((request) -> {
            inner.set(this.shipper.flush(LONG));
            return CompletableFuture.completedFuture(ExportResult.stored());
        }));
        record(1);
        assertFlushed(1, 0);
        assertThat(inner.get().pending()).isEqualTo(1);
    }

    /** Each thread sees its own span stored when its flush returns. */
    @Test
    void flush_coversWhatItsThreadRecordedBefore() throws Exception {
        ExecutorService answering = Executors.newSingleThreadExecutor();
        ExecutorService applications = Executors.newFixedThreadPool(4);
        try {
            MemoryExporter exporter = new MemoryExporter(
                    (request) -> CompletableFuture.supplyAsync(ExportResult::stored, answering));
            start(exporter);
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                results.add(applications.submit(() -> recordAndFlush(500, exporter)));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get()).as("flushes that missed a span").isZero();
            }
        }
        finally {
            applications.shutdown();
            answering.shutdown();
        }
    }

    private int recordAndFlush(int times, MemoryExporter exporter) {
        int missed = 0;
        for (int i = 0; i < times; i++) {
            SampleSpan span = record(SampleSpan.root("root"));
            this.shipper.flush(LONG);
            boolean sent = exporter.requests()
                .stream()
                .anyMatch((request) -> request instanceof ExportRequest.Create create
                        && create.span().id().equals(span.id()));
            missed += sent ? 0 : 1;
        }
        return missed;
    }

    @Test
    void stop_sendsWhatIsHeld() {
        MemoryExporter exporter = MemoryExporter.storing();
        start(exporter, new ShippingSettings(8, Duration.ofSeconds(30), Duration.ofHours(1), LONG));
        record(SampleSpan.root("root").child("leaf"));
        this.shipper.stop();
        assertThat(this.ledger.stored()).isEqualTo(1);
        assertThat(exporter.timesClosed()).isEqualTo(1);
        assertAllSettled();
    }

    @Test
    void stop_isOverInTimeWhenTheDestinationIsDead() {
        MemoryExporter exporter = MemoryExporter.silent();
        start(exporter, new ShippingSettings(8, Duration.ofMillis(50), LONG, Duration.ofMillis(400)));
        SampleSpan root = SampleSpan.root("root");
        record(root.child("leaf"));
        record(root.metric("hits"));
        record(100);
        long begin = System.nanoTime();
        this.shipper.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(200),
                Duration.ofMillis(1_200));
        assertThat(this.ledger.dropped(Drop.SHUTDOWN)).isEqualTo(103);
        assertThat(this.problems.count(Problem.STOPPED_BEFORE_SENT)).isEqualTo(1);
        assertAllSettled();
        while (exporter.hasNext()) {
            try {
                exporter.next().stored();
            }
            catch (InterruptedException ex) {
                throw new AssertionError(ex);
            }
        }
        assertThat(this.ledger.stored()).as("late answers").isZero();
        assertThat(exporter.timesClosed()).isEqualTo(1);
    }

    @Test
    void stop_doesNotWaitForADestinationThatRefusesToBeReached() {
        start(new MemoryExporter(
                (request) -> CompletableFuture.completedFuture(ExportResult.Retry.later("nobody is there", LONG))));
        record(100);
        await().atMost(LONG).until(() -> this.shipper.status().gate() == GateState.FAILING);
        long begin = System.nanoTime();
        this.shipper.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(200));
        assertThat(this.ledger.dropped(Drop.SHUTDOWN)).isEqualTo(100);
        assertAllSettled();
    }

    @Test
    void stop_countsWhatComesLater() {
        MemoryExporter exporter = MemoryExporter.storing();
        start(exporter);
        record(1);
        this.shipper.stop();
        SampleSpan late = record(SampleSpan.root("late").metric("hits"));
        recordLate(late, "later");
        assertThat(this.ledger.dropped(Drop.SHUTDOWN)).isEqualTo(3);
        assertThat(shippingThreads()).isEmpty();
        assertThat(this.shipper.flush(LONG)).isEqualTo(new FlushResult(0, 0, 0));
        assertAllSettled();
    }

    @Test
    void stop_withoutASpanMakesNothing() {
        AtomicBoolean made = new AtomicBoolean();
        this.shipper = new SpanShipper(this.buffer, () -> {
            made.set(true);
            return MemoryExporter.storing();
        }, settings(), this.ledger, this.problems);
        this.shipper.stop();
        this.shipper.start();
        this.shipper.start();
        assertThat(this.shipper.isRunning()).isTrue();
        this.shipper.stop();
        this.shipper.stop();
        assertThat(this.shipper.isRunning()).isFalse();
        assertThat(made).isFalse();
    }

    @Test
    void stop_letsThoseGoWhoFlush() throws Exception {
        start(MemoryExporter.silent(), new ShippingSettings(8, Duration.ofMillis(50), LONG, Duration.ofMillis(200)));
        record(1);
        ExecutorService applications = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch ready = new CountDownLatch(8);
            AtomicBoolean over = new AtomicBoolean();
            List<Future<Long>> longest = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                longest.add(applications.submit(() -> {
                    long most = 0;
                    ready.countDown();
                    while (!over.get()) {
                        long begin = System.nanoTime();
                        this.shipper.flush(LONG);
                        most = Math.max(most, System.nanoTime() - begin);
                    }
                    return most;
                }));
            }
            ready.await();
            this.shipper.stop();
            over.set(true);
            for (Future<Long> most : longest) {
                assertThat(Duration.ofNanos(most.get(10, TimeUnit.SECONDS))).isLessThan(Duration.ofSeconds(5));
            }
        }
        finally {
            applications.shutdownNow();
        }
    }

    @Test
    void stop_isCutShortByAnInterrupt() throws Exception {
        start(MemoryExporter.silent(), new ShippingSettings(8, Duration.ofMillis(50), LONG, LONG));
        record(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread stopping = new Thread(() -> {
            this.shipper.stop();
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        stopping.start();
        await().atMost(LONG).until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        stopping.interrupt();
        stopping.join(5_000);
        assertThat(interrupted).isTrue();
        await().atMost(LONG).until(() -> this.ledger.dropped(Drop.SHUTDOWN) == 1);
    }

    @Test
    void stop_survivesAnExporterThatCannotBeClosed() {
        start(new MemoryExporter((request) -> CompletableFuture.completedFuture(ExportResult.stored())) {

            @Override
            public void close() {
                throw new IllegalStateException("stuck");
            }

        });
        record(1);
        this.shipper.stop();
        assertThat(this.ledger.stored()).isEqualTo(1);
        assertThat(this.problems.count(Problem.RECORDING_FAILED)).isEqualTo(1);
    }

    @Test
    void start_worksAgainAfterAStopAndLeavesNoThread() {
        AtomicInteger made = new AtomicInteger();
        List<MemoryExporter> exporters = new ArrayList<>();
        this.shipper = new SpanShipper(this.buffer, () -> {
            made.incrementAndGet();
            MemoryExporter exporter = MemoryExporter.storing();
            exporters.add(exporter);
            return exporter;
        }, settings(), this.ledger, this.problems);
        for (int i = 1; i <= 1_000; i++) {
            this.shipper.start();
            record(20);
            this.shipper.stop();
            assertThat(this.ledger.stored()).isEqualTo(20L * i);
            assertAllSettled();
        }
        assertThat(shippingThreads()).isEmpty();
        assertThat(made).hasValue(1_000);
        assertThat(exporters).allSatisfy((exporter) -> assertThat(exporter.timesClosed()).isEqualTo(1));
    }

    /** What runs across a stop and a start is completed, not created a second time. */
    @Test
    void start_goesOnWithSpansThatRanAcrossAStop() throws InterruptedException {
        MemoryExporter exporter = MemoryExporter.storing();
        start(exporter);
        SampleSpan root = SampleSpan.root("root");
        record(root.child("leaf"));
        this.shipper.stop();
        this.shipper.start();
        record(root);
        this.shipper.flush(LONG);
        assertThat(exporter.requests()).extracting((request) -> (Object) request.getClass())
            .containsExactly(ExportRequest.Create.class, ExportRequest.Create.class, ExportRequest.Complete.class);
    }

    /** Producers, answers and stops at the worst moments: nothing is lost uncounted. */
    @Test
    void ship_countsEverythingWhileOthersRecordStopAndStart() throws Exception {
        ExecutorService answering = Executors.newFixedThreadPool(2);
        ExecutorService applications = Executors.newFixedThreadPool(4);
        try {
            start(new MemoryExporter((request) -> CompletableFuture.supplyAsync(ExportResult::stored, answering)));
            AtomicBoolean over = new AtomicBoolean();
            List<Future<?>> producers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                producers.add(applications.submit(() -> {
                    while (!over.get()) {
                        SampleSpan root = SampleSpan.root("root");
                        record(root.child("leaf"));
                        record(root.metric("hits"));
                        recordLate(root, "late");
                        LockSupport.parkNanos(20_000);
                    }
                }));
            }
            for (int i = 0; i < 40; i++) {
                long before = this.ledger.stored();
                await().atMost(LONG).pollDelay(Duration.ZERO).until(() -> this.ledger.stored() > before);
                this.shipper.stop();
                this.shipper.start();
            }
            over.set(true);
            for (Future<?> producer : producers) {
                producer.get();
            }
            this.shipper.flush(LONG);
            this.shipper.stop();
            assertAllSettled();
        }
        finally {
            applications.shutdownNow();
            answering.shutdownNow();
        }
    }

    /** What an exporter can do instead of its work. */
    enum Misbehaviour {

        FAILS {
            @Override
            CompletableFuture<ExportResult> answer() {
                return CompletableFuture.failedFuture(new IllegalStateException("broken"));
            }
        },

        ANSWERS_NULL {
            @Override
            CompletableFuture<ExportResult> answer() {
                return CompletableFuture.completedFuture(null);
            }
        },

        ASKS_TO_COME_AGAIN {
            @Override
            CompletableFuture<ExportResult> answer() {
                return CompletableFuture.completedFuture(ExportResult.Retry.later("not now", null));
            }
        },

        RETURNS_NULL {
            @Override
            CompletableFuture<ExportResult> answer() {
                return null;
            }
        },

        THROWS {
            @Override
            CompletableFuture<ExportResult> answer() {
                throw new IllegalStateException("broken");
            }
        },

        LACKS_A_CLASS {
            @Override
            CompletableFuture<ExportResult> answer() {
                throw new NoClassDefFoundError("gone");
            }
        };

        abstract CompletableFuture<ExportResult> answer();

    }

}
