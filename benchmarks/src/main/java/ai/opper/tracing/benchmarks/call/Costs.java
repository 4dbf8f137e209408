// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import ai.opper.tracing.benchmarks.Options;

/** Runs JMH, and has what each benchmark cost, by class and method. */
final class Costs {

    private final Map<String, Cost> costs = new TreeMap<>();

    private final int forks;

    private final int iterations;

    private final TimeValue time;

    private final TimeValue warmUp;

    Costs(Options options) {
        this.forks = options.number("forks", 2);
        this.iterations = options.number("iterations", 3);
        this.time = TimeValue.milliseconds(options.duration("time", "500ms").toMillis());
        this.warmUp = TimeValue.milliseconds(options.duration("warm-up", "10s").toMillis());
    }

    /**
     * Runs benchmarks. The more threads, the less is left for the compilers of the JVM,
     * so each needs a warm-up of its own.
     * @param threads how many at once
     * @param suffix is added to their names
     * @param choice says which, and how
     */
    void measure(int threads, String suffix, Consumer<ChainedOptionsBuilder> choice) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().forks(this.forks)
            .threads(threads)
            .warmupIterations(threads)
            .measurementIterations(this.iterations)
            .warmupTime(this.warmUp)
            .measurementTime(this.time)
            .shouldFailOnError(true)
            .jvmArgsAppend("-Xmx1g")
            .addProfiler(GCProfiler.class);
        choice.accept(options);
        for (RunResult result : new Runner(options.build()).run()) {
            String name = result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
            for (String key : result.getParams().getParamsKeys()) {
                name += ", " + key + ' ' + result.getParams().getParam(key);
            }
            Result<?> allocated = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
            this.costs.put(name + suffix, new Cost(result.getPrimaryResult().getScore(), allocated.getScore()));
        }
    }

    @Nullable Cost get(String name) {
        return this.costs.get(name);
    }

    void forEach(BiConsumer<String, Cost> action) {
        this.costs.forEach(action);
    }

    /**
     * What a call costs.
     *
     * @param nanos its time
     * @param bytes what it allocates
     */
    record Cost(double nanos, double bytes) {
    }

}
