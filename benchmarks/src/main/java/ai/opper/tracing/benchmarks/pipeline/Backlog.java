// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;

/**
 * R4: how quickly a backlog goes after an outage, against the plain loop, and how long
 * new spans take meanwhile.
 */
public final class Backlog implements Scenario {

    private static final double MAX_TIME_RATIO = 1.25;

    private static final double MAX_LIVE_MILLIS = 1_000;

    private static final long BYTES_PER_SPAN = 3_000;

    private static final long LIVE_PAUSE_MILLIS = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        int spans = options.number("spans", 100_000);
        int concurrency = options.number("concurrency", 64);
        Duration reference = options.duration("reference", "5s");
        options.checkAllUsed();
        try (Stub stub = Stub.start();
                RawLoop loop = new RawLoop(stub.url(), concurrency);
                Pipeline pipeline = new Pipeline(stub.url(),
                        Pipeline.Settings.DEFAULT.withBuffer(BYTES_PER_SPAN * spans).withConcurrency(concurrency))) {
            loop.run(reference);
            double before = Throughput.Round.of(() -> loop.run(reference)).perSecond();
            stub.tell("down");
            for (int i = 0; i < spans; i++) {
                pipeline.send("backlog");
            }
            Pauses.of(Duration.ofSeconds(2));
            stub.tell("clear");
            stub.tell("up");
            long open = System.nanoTime();
            await(() -> pipeline.ledger().stored() > 0);
            long first = System.nanoTime();
            int live = drain(pipeline, spans);
            double seconds = (System.nanoTime() - first) / (double) TimeUnit.SECONDS.toNanos(1);
            Stub.Counts counts = stub.counts();
            double after = Throughput.Round.of(() -> loop.run(reference)).perSecond();
            double rate = (before + after) / 2;
            score.fact("plain loop, requests/s", "%,.0f before, %,.0f after", before, after);
            score.fact("until the server was found to be back", "%d ms", TimeUnit.NANOSECONDS.toMillis(first - open));
            score.fact("draining", "%,.1f s, %,.0f spans/s", seconds, spans / seconds);
            score.atMost("R4 time / time of the plain loop", seconds / (spans / rate), MAX_TIME_RATIO, "");
            score.fact("new spans meanwhile", "%d, p50 %.1f ms, longest %.1f ms", live, counts.p50Millis(),
                    counts.maxMillis());
            score.atMost("R4 new spans, p99", counts.p99Millis(), MAX_LIVE_MILLIS, "ms");
            score.exactly("R4 lost", pipeline.ledger().created() - pipeline.ledger().stored(), 0);
        }
    }

    /**
     * Waits until as much is stored as the backlog was, and sends new spans meanwhile.
     */
    private static int drain(Pipeline pipeline, int spans) {
        int live = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (pipeline.ledger().stored() - live < spans && System.nanoTime() - deadline < 0) {
            pipeline.send(Stamps.now());
            live++;
            Pauses.millis(LIVE_PAUSE_MILLIS);
        }
        pipeline.awaitSettled(Duration.ofSeconds(30));
        return live;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            Pauses.millis(1);
        }
    }

}
