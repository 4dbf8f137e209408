// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

import org.openjdk.jmh.runner.RunnerException;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;
import ai.opper.tracing.benchmarks.call.Costs.Cost;

/**
 * P1 and P3: what one traced call costs, in nanoseconds and bytes, against
 * {@code @WithSpan} in the same run.
 */
public final class Calls implements Scenario {

    private static final String REFERENCE = "PeerCalls.withSpan";

    private static final String OURS = "OurCalls.traced";

    private static final String COMPARED = "(OurCalls\\.traced|PeerCalls\\.withSpan)$";

    private static final double MAX_TIME_RATIO = 0.70;

    private static final double MAX_BYTES_RATIO = 0.75;

    private static final double MIN_SCALING = 1.5;

    private static final int SEVERAL = 4;

    private static final int FIRST_VIRTUAL = 21;

    @Override
    public void run(Options options, Scorecard score) throws RunnerException {
        Costs costs = new Costs(options);
        String include = options.text("include", ".*");
        boolean threads = options.text("threads", "yes").equals("yes");
        options.checkAllUsed();
        costs.measure(1, "", (jmh) -> jmh.include("(Our|Peer)Calls\\.(" + include + ")"));
        if (threads) {
            costs.measure(SEVERAL, ", 4 threads", (jmh) -> jmh.include(COMPARED));
        }
        if (threads && Runtime.version().feature() >= FIRST_VIRTUAL) {
            costs.measure(1, ", virtual thread",
                    (jmh) -> jmh.include(COMPARED).jvmArgsAppend("-Djmh.executor=VIRTUAL"));
        }
        report(score, costs);
    }

    private static void report(Scorecard score, Costs costs) {
        Cost reference = costs.get(REFERENCE);
        if (reference != null) {
            costs.forEach((name, cost) -> score.fact(name,
                    "%,10.0f ns  %,10.0f B  %6.2f x @WithSpan  %6.2f x its bytes", cost.nanos(), cost.bytes(),
                    cost.nanos() / reference.nanos(), cost.bytes() / reference.bytes()));
        }
        Cost ours = costs.get(OURS);
        if (ours != null && reference != null) {
            score.atMost("P1 time / time of @WithSpan", ours.nanos() / reference.nanos(), MAX_TIME_RATIO, "");
            score.atMost("P1 bytes / bytes of @WithSpan", ours.bytes() / reference.bytes(), MAX_BYTES_RATIO, "");
        }
        Cost several = costs.get(OURS + ", 4 threads");
        if (ours != null && several != null) {
            score.atLeast("P3 calls/s of 4 threads / of 1", SEVERAL * ours.nanos() / several.nanos(), MIN_SCALING, "");
        }
    }

}
