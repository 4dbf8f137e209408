// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;

/** P9: from the end of a span until it is stored, at half of what the server can take. */
public final class Latency implements Scenario {

    private static final double MAX_P50_OVER_RTT = 5;

    private static final double MAX_P99_OVER_RTT = 50;

    private static final int ROUND_TRIPS = 1_000;

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        Duration duration = options.duration("duration", "10s");
        int concurrency = options.number("concurrency", 64);
        int percent = options.number("load", 50);
        options.checkAllUsed();
        try (Stub stub = Stub.start();
                RawLoop loop = new RawLoop(stub.url(), concurrency);
                Pipeline pipeline = new Pipeline(stub.url(), Pipeline.Settings.DEFAULT.withConcurrency(concurrency))) {
            loop.run(Duration.ofSeconds(3));
            double capacity = Throughput.Round.of(() -> loop.run(Duration.ofSeconds(3))).perSecond();
            double rtt = roundTripMillis(loop);
            double perSecond = capacity * percent / 100;
            load(pipeline, perSecond, Duration.ofSeconds(3));
            stub.tell("clear");
            load(pipeline, perSecond, duration);
            pipeline.awaitSettled(Duration.ofSeconds(10));
            Stub.Counts counts = stub.counts();
            score.fact("plain loop, requests/s", "%,.0f", capacity);
            score.fact("load, spans/s", "%,.0f", perSecond);
            score.fact("round trip, median", "%.3f ms", rtt);
            score.fact("spans measured", "%d, longest %.1f ms", counts.stamped(), counts.maxMillis());
            score.atMost("P9 end of span until stored, p50", counts.p50Millis(), rtt + MAX_P50_OVER_RTT, "ms");
            score.atMost("P9 end of span until stored, p99", counts.p99Millis(), rtt + MAX_P99_OVER_RTT, "ms");
            score.exactly("lost", pipeline.ledger().created() - pipeline.ledger().stored(), 0);
        }
    }

    private static double roundTripMillis(RawLoop loop) {
        long[] nanos = new long[ROUND_TRIPS];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            loop.post().block();
            nanos[i] = System.nanoTime() - start;
        }
        return Figures.percentile(Figures.sorted(nanos), 0.5) / TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static void load(Pipeline pipeline, double perSecond, Duration duration) {
        long start = System.nanoTime();
        long sent = 0;
        for (long now = start; now - start < duration.toNanos(); now = System.nanoTime()) {
            long due = (long) ((now - start) * perSecond / TimeUnit.SECONDS.toNanos(1));
            for (; sent < due; sent++) {
                pipeline.send(Stamps.now());
            }
            Pauses.until(now + TimeUnit.MICROSECONDS.toNanos(500));
        }
    }

}
