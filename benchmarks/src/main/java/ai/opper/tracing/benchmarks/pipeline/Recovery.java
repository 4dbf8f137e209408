// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;

/**
 * R6: many instances whose server comes back: how hard it is hit in the first second.
 */
public final class Recovery implements Scenario {

    private static final double MAX_FIRST_SECOND = 1.5;

    private static final int SLICES_PER_SECOND = 10;

    private static final long TICK_MILLIS = 100;

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        int instances = options.number("instances", 20);
        int rate = options.number("rate", 10);
        Duration steady = options.duration("steady", "5s");
        Duration outage = options.duration("outage", "10s");
        Duration after = options.duration("after", "20s");
        options.checkAllUsed();
        List<Pipeline> pipelines = new ArrayList<>();
        try (Stub stub = Stub.start()) {
            for (int i = 0; i < instances; i++) {
                pipelines.add(new Pipeline(stub.url(), Pipeline.Settings.DEFAULT));
            }
            load(pipelines, rate, steady);
            double perSecond = rate * (double) instances;
            stub.tell("down");
            load(pipelines, rate, outage);
            stub.tell("clear");
            stub.tell("up");
            load(pipelines, rate, after);
            Stub.Counts counts = stub.counts();
            boolean settled = pipelines.stream().allMatch((each) -> each.awaitSettled(Duration.ofSeconds(60)));
            long lost = pipelines.stream().mapToLong((each) -> each.ledger().created() - each.ledger().stored()).sum();
            int first = 0;
            while (first < counts.arrivals().length - 1 && counts.arrivals()[first] == 0) {
                first++;
            }
            score.fact("steady load, requests/s", "%.0f", perSecond);
            score.fact("backlog at the end of the outage", "%d spans", outage.toSeconds() * rate * instances);
            score.fact("first request after the outage", "%d ms", first * TICK_MILLIS);
            score.atMost("R6 first second / steady load", counts.inSecond(first) / perSecond, MAX_FIRST_SECOND, "");
            score.fact("busiest second in the first ten / steady load", "%.2f",
                    counts.busiestSecond(first, first + 10 * SLICES_PER_SECOND) / perSecond);
            score.exactly("R6 lost", settled ? lost : -1, 0);
        }
        finally {
            pipelines.forEach(Pipeline::close);
        }
    }

    private static void load(List<Pipeline> pipelines, int rate, Duration duration) {
        long start = System.nanoTime();
        long ticks = duration.toMillis() / TICK_MILLIS;
        double due = 0;
        for (long tick = 1; tick <= ticks; tick++) {
            due += rate * TICK_MILLIS / 1_000.0;
            for (; due >= 1; due--) {
                pipelines.forEach((pipeline) -> pipeline.send(Stamps.now()));
            }
            Pauses.until(start + Duration.ofMillis(tick * TICK_MILLIS).toNanos());
        }
    }

}
