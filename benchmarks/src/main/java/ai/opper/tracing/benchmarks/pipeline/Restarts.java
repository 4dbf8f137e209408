// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.sun.management.UnixOperatingSystemMXBean;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;

/** R15: stopped and started again and again, nothing is left behind. */
public final class Restarts implements Scenario {

    private static final int WARM_UP = 50;

    private static final double MAX_HEAP_GROWTH_KB = 1_024;

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        int times = options.number("times", 1_000);
        Duration rest = options.duration("rest", "40s");
        options.checkAllUsed();
        try (Stub stub = Stub.start(); Pipeline pipeline = new Pipeline(stub.url(), Pipeline.Settings.DEFAULT)) {
            pipeline.shipper().stop();
            cycle(pipeline, WARM_UP);
            long lostBefore = lost(pipeline);
            Footprint before = Footprint.now();
            long start = System.nanoTime();
            long slowest = cycle(pipeline, times);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Footprint atOnce = Footprint.now();
            Pauses.of(rest);
            Footprint after = Footprint.now();
            score.fact("stops and starts", "%d, %.1f ms each", times, took.toMillis() / (double) times);
            score.fact("slowest stop", "%d ms", TimeUnit.NANOSECONDS.toMillis(slowest));
            score.exactly("R15 lost", lost(pipeline) - lostBefore, 0);
            score.atMost("R15 threads more than before", after.threads - before.threads, 0, "");
            score.atMost("R15 file descriptors more than before", after.descriptors - before.descriptors, 0, "");
            score.fact("heap more than before, at once", "%,d KiB", atOnce.heapKilobytes - before.heapKilobytes);
            score.atMost("R15 heap more than before, after " + rest.toSeconds() + " s",
                    after.heapKilobytes - before.heapKilobytes, MAX_HEAP_GROWTH_KB, "KiB");
        }
    }

    private static long lost(Pipeline pipeline) {
        return pipeline.ledger().created() - pipeline.ledger().stored();
    }

    private static long cycle(Pipeline pipeline, int times) {
        long slowest = 0;
        for (int i = 0; i < times; i++) {
            pipeline.shipper().start();
            pipeline.send(Stamps.now());
            long start = System.nanoTime();
            pipeline.shipper().stop();
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        return slowest;
    }

    /**
     * What this process holds.
     *
     * @param threads live threads
     * @param descriptors open file descriptors
     * @param heapKilobytes the heap after a collection
     */
    private record Footprint(int threads, int descriptors, int heapKilobytes) {

        static Footprint now() {
            for (int i = 0; i < 3; i++) {
                System.gc();
                Pauses.millis(200);
            }
            UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Footprint(ManagementFactory.getThreadMXBean().getThreadCount(),
                    Math.toIntExact(system.getOpenFileDescriptorCount()),
                    Math.toIntExact(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_024));
        }

    }

}
