// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.springframework.util.FileSystemUtils;

import ai.opper.tracing.spool.SpoolSettings;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;

/**
 * P4, P5 and P8: spans a second, and CPU per request, against the plain loop in
 * alternating rounds, without and with a spool.
 */
public final class Throughput implements Scenario {

    private static final double MIN_RATE_RATIO = 0.90;

    private static final double MAX_CPU_RATIO = 1.3;

    private static final double MIN_SPOOLED_RATIO = 0.6;

    private static final double MIN_SHARE_OF_LIMIT = 0.95;

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        Duration round = options.duration("round", "4s");
        int rounds = options.number("rounds", 5);
        int concurrency = options.number("concurrency", 64);
        int delayMillis = options.number("delay", 0);
        options.checkAllUsed();
        List<Round> raw = new ArrayList<>();
        List<Round> ours = new ArrayList<>();
        List<Round> spooled = new ArrayList<>();
        Pipeline.Settings settings = Pipeline.Settings.DEFAULT.withConcurrency(concurrency);
        Path directory = Files.createTempDirectory("throughput");
        try (Stub stub = Stub.start();
                RawLoop loop = new RawLoop(stub.url(), concurrency);
                Pipeline pipeline = new Pipeline(stub.url(), settings);
                Pipeline withSpool = new Pipeline(stub.url(), settings.withSpool(SpoolSettings.in(directory)))) {
            stub.tell("delay " + delayMillis);
            Feed feed = new Feed(pipeline);
            Feed feedWithSpool = new Feed(withSpool);
            loop.run(round);
            feed.run(round);
            feedWithSpool.run(round);
            for (int i = 0; i < rounds; i++) {
                raw.add(Round.of(() -> loop.run(round)));
                ours.add(Round.of(() -> feed.run(round)));
                spooled.add(Round.of(() -> feedWithSpool.run(round)));
            }
        }
        finally {
            FileSystemUtils.deleteRecursively(directory);
        }
        report(score, raw, ours, (delayMillis > 0) ? concurrency * 1_000.0 / delayMillis : 0);
        double spooledRate = Figures.median(spooled.stream().map(Round::perSecond).toList());
        double ourRate = Figures.median(ours.stream().map(Round::perSecond).toList());
        score.atLeast("P8 pipeline with spool / without, rate", spooledRate / ourRate, MIN_SPOOLED_RATIO, "");
    }

    private static void report(Scorecard score, List<Round> raw, List<Round> ours, double limit) {
        List<Double> rawRates = raw.stream().map(Round::perSecond).toList();
        List<Double> ourRates = ours.stream().map(Round::perSecond).toList();
        List<Double> rawCpu = raw.stream().map(Round::cpuMicros).toList();
        List<Double> ourCpu = ours.stream().map(Round::cpuMicros).toList();
        score.fact("plain loop, requests/s", "%s", Figures.spread(rawRates));
        score.fact("pipeline, spans/s", "%s", Figures.spread(ourRates));
        score.fact("plain loop, CPU us/request", "%s", Figures.spread(rawCpu));
        score.fact("pipeline, CPU us/span", "%s", Figures.spread(ourCpu));
        if (limit > 0) {
            score.atLeast("P5 pipeline / (permits / RTT)", Figures.median(ourRates) / limit, MIN_SHARE_OF_LIMIT, "");
            score.fact("plain loop / (permits / RTT)", "%.3f", Figures.median(rawRates) / limit);
            return;
        }
        score.atLeast("P4 pipeline / plain loop, rate", Figures.median(ourRates) / Figures.median(rawRates),
                MIN_RATE_RATIO, "");
        score.atMost("P4 pipeline / plain loop, CPU", Figures.median(ourCpu) / Figures.median(rawCpu), MAX_CPU_RATIO,
                "");
    }

    /**
     * One round.
     *
     * @param perSecond how many requests were answered in a second
     * @param cpuMicros what each cost
     */
    record Round(double perSecond, double cpuMicros) {

        static Round of(LongSupplier work) {
            long cpu = Figures.cpuNanos();
            long start = System.nanoTime();
            double done = work.getAsLong();
            double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
            return new Round(done / seconds, (Figures.cpuNanos() - cpu) / done / 1_000);
        }

    }

}
