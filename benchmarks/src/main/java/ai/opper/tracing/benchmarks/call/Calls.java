// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;

/**
 * P1 and P3: what one traced call costs, in nanoseconds and bytes, against
 * {@code @WithSpan} in the same run.
 */
public final class Calls implements Scenario {

    private static final String REFERENCE = "PeerCalls.withSpan";

    private static final String OURS = "OurCalls.traced";

    private static final double MAX_TIME_RATIO = 0.70;

    private static final double MAX_BYTES_RATIO = 0.75;

    private static final double MIN_SCALING = 1.5;

    private static final int SEVERAL = 4;

    private static final int FIRST_VIRTUAL = 21;

    @Override
    public void run(Options options, Scorecard score) throws RunnerException {
        int forks = options.number("forks", 2);
        int iterations = options.number("iterations", 3);
        Duration time = options.duration("time", "500ms");
        String include = options.text("include", ".*");
        boolean threads = options.text("threads", "yes").equals("yes");
        options.checkAllUsed();
        Map<String, Cost> costs = new TreeMap<>();
        measure(options(forks, iterations, time).include("Calls\\.(" + include + ")"), "", costs);
        if (threads) {
            measure(options(forks, iterations, time).include("OurCalls\\.traced$")
                .include("PeerCalls\\.withSpan")
                .threads(SEVERAL), ", 4 threads", costs);
        }
        if (threads && Runtime.version().feature() >= FIRST_VIRTUAL) {
            measure(options(forks, iterations, time).include("OurCalls\\.traced$")
                .include("PeerCalls\\.withSpan")
                .jvmArgsAppend("-Djmh.executor=VIRTUAL"), ", virtual thread", costs);
        }
        report(score, costs);
    }

    private static ChainedOptionsBuilder options(int forks, int iterations, Duration time) {
        return new OptionsBuilder().forks(forks)
            .warmupIterations(iterations)
            .measurementIterations(iterations)
            .warmupTime(TimeValue.milliseconds(time.toMillis()))
            .measurementTime(TimeValue.milliseconds(time.toMillis()))
            .shouldFailOnError(true)
            .jvmArgsAppend("-Xmx1g")
            .addProfiler(GCProfiler.class);
    }

    private static void measure(ChainedOptionsBuilder options, String suffix, Map<String, Cost> costs)
            throws RunnerException {
        for (RunResult result : new Runner(options.build()).run()) {
            String name = result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
            for (String key : result.getParams().getParamsKeys()) {
                name += ", " + key + ' ' + result.getParams().getParam(key);
            }
            Result<?> allocated = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
            costs.put(name + suffix, new Cost(result.getPrimaryResult().getScore(), allocated.getScore()));
        }
    }

    private static void report(Scorecard score, Map<String, Cost> costs) {
        Cost reference = costs.get(REFERENCE);
        List<String> names = new ArrayList<>(costs.keySet());
        for (String name : names) {
            Cost cost = costs.get(name);
            if (cost != null && reference != null) {
                score.fact(name, "%,10.0f ns  %,10.0f B  %6.2f x @WithSpan  %6.2f x its bytes", cost.nanos, cost.bytes,
                        cost.nanos / reference.nanos, cost.bytes / reference.bytes);
            }
        }
        Cost ours = costs.get(OURS);
        if (ours != null && reference != null) {
            score.atMost("P1 time / time of @WithSpan", ours.nanos / reference.nanos, MAX_TIME_RATIO, "");
            score.atMost("P1 bytes / bytes of @WithSpan", ours.bytes / reference.bytes, MAX_BYTES_RATIO, "");
        }
        Cost several = costs.get(OURS + ", 4 threads");
        if (ours != null && several != null) {
            score.atLeast("P3 calls/s of 4 threads / of 1", SEVERAL * ours.nanos / several.nanos, MIN_SCALING, "");
        }
    }

    /**
     * What a call costs.
     *
     * @param nanos its time
     * @param bytes what it allocates
     */
    private record Cost(double nanos, double bytes) {
    }

}
