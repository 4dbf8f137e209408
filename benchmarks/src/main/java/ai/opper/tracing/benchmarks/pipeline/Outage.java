// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.springframework.util.FileSystemUtils;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;
import ai.opper.tracing.spool.SpoolSettings;

/**
 * R3: an hour without the server at 50 spans a second, in a minute: as many spans wait in
 * the spool. What the application notices, what its heap takes, and what is lost.
 */
public final class Outage implements Scenario {

    private static final double MAX_RATIO = 1.02;

    private static final double MAX_GROWTH = 0.02;

    private static final double TAIL = 0.99;

    private static final int CALLERS = 24;

    /** How long an operation waits for something else, such as its database. */
    private static final Duration WORK = Duration.ofMillis(5);

    private static final int SAMPLES = 6;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        Duration outage = options.duration("outage", "60s");
        Duration steady = options.duration("steady", "20s");
        int perSecond = options.number("rate", 3_000);
        String payload = "x".repeat(options.number("bytes", 2_048));
        long maxBytes = options.longNumber("spool-mb", 512) << 20;
        options.checkAllUsed();
        Path directory = Files.createTempDirectory("outage");
        Pipeline.Settings settings = Pipeline.Settings.DEFAULT
            .withSpool(new SpoolSettings(directory, maxBytes, SpoolSettings.DEFAULT_MAX_AGE));
        try (Stub stub = Stub.start(); Pipeline pipeline = new Pipeline(stub.url(), settings)) {
            Load load = new Load(pipeline.tracer(), perSecond, payload);
            load.run(steady);
            pipeline.awaitSettled(PATIENCE);
            Phase before = load.run(steady);
            pipeline.awaitSettled(PATIENCE);
            stub.tell("down");
            stub.tell("clear");
            long settled = pipeline.ledger().created();
            Phase away = load.run(outage);
            long waiting = pipeline.ledger().pending();
            long files = bytesIn(directory);
            long inSpool = pipeline.ledger().snapshot().inSpool();
            stub.tell("up");
            long open = System.nanoTime();
            boolean drained = pipeline.awaitSettled(PATIENCE);
            double seconds = (System.nanoTime() - open) / (double) TimeUnit.SECONDS.toNanos(1);
            long requests = stub.counts().ok();
            long missed = pipeline.ledger().created() - settled;
            Phase after = load.run(steady);
            drained &= pipeline.awaitSettled(PATIENCE);
            double well = tail(before.nanos(), after.nanos());
            score.fact("spans recorded while the server was away", "%,d", missed);
            score.fact("that waited when it came back", "%,d, %,d of them in files only", waiting, inSpool);
            score.fact("files of the spool then", "%,d MiB", files >> 20);
            score.fact("until all were stored", "%.1f s, %,.0f spans/s", seconds, missed / seconds);
            score.fact("requests answered with success for them", "%,d", requests);
            score.exactly("R3 lost", drained ? pipeline.ledger().created() - pipeline.ledger().stored() : -1, 0);
            score.exactly("R3 exceptions that the caller saw", this.failures.get(), 0);
            score.fact("heap after a collection, server away", "%s MiB", away.heapMebibytes());
            score.atMost("R3 heap growth / what waits", (double) away.growth() / Math.max(1, files), MAX_GROWTH, "");
            score.fact("p99 of an operation, server well", "%.0f us", well);
            score.atMost("R3 p99 away / well", tail(away.nanos()) / well, MAX_RATIO, "");
        }
        finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    /** In microseconds. */
    private static double tail(long[]... nanos) {
        long[] all = LongStream.concat(LongStream.of(nanos[0]), LongStream.of(nanos[nanos.length - 1])).toArray();
        return Figures.percentile(Figures.sorted(all), TAIL) / TimeUnit.MICROSECONDS.toNanos(1);
    }

    private static long bytesIn(Path directory) throws Exception {
        try (var files = Files.walk(directory)) {
            return files.mapToLong((file) -> Files.isRegularFile(file) ? file.toFile().length() : 0).sum();
        }
    }

    /** An application at a steady pace. */
    private final class Load {

        private final OpperTracer tracer;

        private final int perSecond;

        private final String payload;

        Load(OpperTracer tracer, int perSecond, String payload) {
            this.tracer = tracer;
            this.perSecond = perSecond;
            this.payload = payload;
        }

        Phase run(Duration duration) throws InterruptedException {
            int calls = (int) (this.perSecond * duration.toMillis() / 1_000 / CALLERS);
            long[] nanos = new long[calls * CALLERS];
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int first = i * calls;
                Thread caller = new Thread(() -> operate(nanos, first, calls));
                callers.add(caller);
                caller.start();
            }
            List<Long> heap = new ArrayList<>();
            for (int i = 0; i < SAMPLES; i++) {
                Pauses.of(duration.dividedBy(SAMPLES));
                heap.add(Figures.heapAfterCollection());
            }
            for (Thread caller : callers) {
                caller.join();
            }
            return new Phase(nanos, heap);
        }

        private void operate(long[] nanos, int first, int calls) {
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                Pauses.until(start + i * TimeUnit.SECONDS.toNanos(1) * CALLERS / this.perSecond);
                long began = System.nanoTime();
                operate();
                nanos[first + i] = System.nanoTime() - began;
            }
        }

        private void operate() {
            try (Span span = this.tracer.span("operation").newTrace().input(this.payload).start()) {
                Pauses.of(WORK);
                span.output(true);
            }
            catch (RuntimeException ex) {
                Outage.this.failures.incrementAndGet();
            }
        }

    }

    /**
     * What was seen of a load.
     *
     * @param nanos how long each operation took
     * @param heap the heap after a collection, now and then
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Phase(long[] nanos, List<Long> heap) {

        /** Since the second sample, when memory has what it may have. */
        long growth() {
            return this.heap.get(this.heap.size() - 1) - this.heap.get(1);
        }

        List<Long> heapMebibytes() {
            return this.heap.stream().map((bytes) -> bytes >> 20).toList();
        }

    }

}
