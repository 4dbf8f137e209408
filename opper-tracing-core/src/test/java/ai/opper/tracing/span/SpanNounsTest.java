// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.RecordedLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/** The nouns that everybody shares. */
class SpanNounsTest {

    private static final int THREADS = 4;

    /** Runs the same work on several threads that start together. */
    private static void together(Runnable work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch start = new CountDownLatch(THREADS);
            List<Future<?>> all = IntStream.range(0, THREADS).<Future<?>>mapToObj((index) -> threads.submit(() -> {
                start.countDown();
                start.await();
                work.run();
                return null;
            })).toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
        finally {
            threads.shutdownNow();
        }
    }

    @Test
    void next_isAVersionSevenUuidOfThisMoment() {
        long before = System.currentTimeMillis();
        UUID id = UuidV7.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void at_sortsByMillisecond() {
        Random random = new Random(7);
        for (int round = 0; round < 10_000; round++) {
            long early = random.nextLong(1L << 47);
            assertThat(UuidV7.at(early).toString()).isLessThan(UuidV7.at(early + 1).toString());
        }
    }

    @Test
    void next_isUniqueAcrossThreads() throws Exception {
        Set<UUID> ids = ConcurrentHashMap.newKeySet();
        together(() -> IntStream.range(0, 100_000).forEach((index) -> ids.add(UuidV7.next())));
        assertThat(ids).hasSize(THREADS * 100_000);
    }

    @Test
    void clock_tellsWholeMicrosecondsByTheMonotonicClock() {
        Instant wall = Instant.parse("2026-01-02T03:04:05.123456789Z");
        TraceClock clock = new TraceClock(wall, 1_000);
        assertThat(clock.at(1_000)).isEqualTo(Instant.parse("2026-01-02T03:04:05.123456Z"));
        assertThat(clock.at(1_000 + 2_500)).isEqualTo(Instant.parse("2026-01-02T03:04:05.123458Z"));
        assertThat(clock.at(1_000 + 3_600_000_000_000L)).isEqualTo(Instant.parse("2026-01-02T04:04:05.123456Z"));
        assertThat(new TraceClock(wall, Long.MAX_VALUE - 10).at(Long.MIN_VALUE + 1_989))
            .isEqualTo(Instant.parse("2026-01-02T03:04:05.123458Z"));
        assertThat(new TraceClock(Instant.EPOCH.minusNanos(1), 0).at(0)).isEqualTo(Instant.EPOCH.minusNanos(1_000));
    }

    @Test
    void clock_neverRunsBackwardsAndStaysNearTheWallClock() {
        TraceClock clock = TraceClock.start();
        Instant last = clock.at(TraceClock.nanoTime());
        for (int round = 0; round < 100_000; round++) {
            Instant now = clock.at(TraceClock.nanoTime());
            assertThat(now).isAfterOrEqualTo(last);
            last = now;
        }
        assertThat(last).isEqualTo(last.truncatedTo(ChronoUnit.MICROS));
        assertThat(Duration.between(last, Instant.now()).abs()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void text_isWhatWasQuoted() {
        JsonMapper json = JsonMapper.builder().build();
        long base = System.nanoTime();
        for (long seed = base; seed < base + 5_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(60), 0, 0x3000).forEach(text::appendCodePoint);
            text.appendCodePoint(0x1F600 + random.nextInt(50));
            Payload payload = Payload.of(json.writeValueAsBytes(text.toString()));
            assertThat(payload.isText()).isTrue();
            assertThat(payload.text()).as("seed " + seed).isEqualTo(text.toString());
        }
    }

    @Test
    void payload_tellsItsSizeAndNotItsContent() {
        Payload payload = Payload.truncated("{\"é\":1}".getBytes(StandardCharsets.UTF_8), 9);
        assertThat(payload.size()).isEqualTo(8);
        assertThat(payload.text()).isEqualTo("{\"é\":1}").isEqualTo(payload.json());
        assertThat(payload.isText()).isFalse();
        assertThat(payload).hasToString("Payload[8 bytes]")
            .isNotEqualTo(Payload.of(payload.bytes()))
            .isEqualTo(Payload.truncated(payload.bytes().clone(), 9));
        assertThat(Payload.of(new byte[0]).isText()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
    void metric_isFinite(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MetricRecord("m", value, null))
            .withMessageContaining("'m'");
        assertThatNullPointerException().isThrownBy(() -> new MetricRecord(null, 1, null));
        assertThat(new MetricRecord("m", -0.0, null).value()).isZero();
    }

    @Test
    void estimatedBytes_isNeverBelowWhatIsInTheSpan() {
        long base = System.nanoTime();
        for (long seed = base; seed < base + 2_000; seed++) {
            Random random = new Random(seed);
            Payload payload = Payload.of(new byte[random.nextInt(5_000)]);
            String text = "ü".repeat(random.nextInt(500));
            int some = random.nextInt(5);
            SpanRecord span = new SpanRecord(UuidV7.next(), UuidV7.next(), null, text, "chain", Instant.EPOCH, null,
                    payload, payload, text, 1, text, text, Map.of(text, text), Map.of(text, payload),
                    java.util.Collections.nCopies(some, new SpanEvent(text, Instant.EPOCH, Map.of(text, payload))),
                    java.util.Collections.nCopies(some, new Finding(text, payload, text)),
                    java.util.Collections.nCopies(some, new MetricRecord(text, 1, text)));
            int bytes = payload.size() * (3 + 2 * some) + text.getBytes(StandardCharsets.UTF_8).length * (7 + 6 * some);
            assertThat(span.estimatedBytes()).as("seed " + seed).isGreaterThanOrEqualTo(bytes);
        }
    }

    @Test
    void ledger_losesNoCount() throws Exception {
        Ledger ledger = new Ledger();
        together(() -> IntStream.range(0, 10_000).forEach((index) -> {
            ledger.countCreated(3);
            ledger.countStored(1);
            ledger.countDropped((index % 2 == 0) ? Drop.SHUTDOWN : Drop.FAILED, 1);
        }));
        assertThat(ledger.created()).isEqualTo(30_000 * THREADS);
        assertThat(ledger.stored()).isEqualTo(10_000 * THREADS);
        assertThat(ledger.dropped()).isEqualTo(10_000 * THREADS);
        assertThat(ledger.dropped(Drop.SHUTDOWN)).isEqualTo(5_000 * THREADS);
        assertThat(ledger.pending()).isEqualTo(10_000 * THREADS);
    }

    @Test
    void problems_areCountedAlwaysAndExplainedOnce() throws Exception {
        Problems problems = new Problems();
        try (RecordedLog log = new RecordedLog(Level.INFO)) {
            together(() -> IntStream.range(0, 1_000)
                .forEach((index) -> problems.report(Problem.EXPRESSION_FAILED, "place " + index % 2, "it failed",
                        new IllegalStateException("secret"))));
            assertThat(log.messages(Level.WARNING)).hasSize(2)
                .allMatch((message) -> message.contains("it failed") && message.contains("SpEL"));
            assertThat(log.everything()).doesNotContain("secret");
        }
        assertThat(problems.count(Problem.EXPRESSION_FAILED)).isEqualTo(1_000 * THREADS);
        assertThat(problems.count(Problem.BUFFER_FULL)).isZero();
    }

    @Test
    void problems_surviveALogThatThrows() {
        Problems problems = new Problems();
        java.util.logging.Handler broken = new java.util.logging.StreamHandler() {

            @Override
            public synchronized void publish(java.util.logging.LogRecord record) {
                throw new IllegalStateException("log is full");
            }

        };
        Logger logger = Logger.getLogger("ai.opper.tracing");
        logger.addHandler(broken);
        try {
            problems.report(Problem.BUFFER_FULL, "here", "it is full", null);
        }
        finally {
            logger.removeHandler(broken);
        }
        assertThat(problems.count(Problem.BUFFER_FULL)).isEqualTo(1);
    }

}
