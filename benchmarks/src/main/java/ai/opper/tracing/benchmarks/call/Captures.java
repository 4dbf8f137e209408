// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

import java.util.List;

import org.openjdk.jmh.runner.RunnerException;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;
import ai.opper.tracing.benchmarks.call.Costs.Cost;

/** P2: what rendering a value costs, against Jackson alone in the same run. */
public final class Captures implements Scenario {

    private static final double MAX_WHOLE = 1.1;

    private static final double MAX_LARGE = 0.03;

    private static final double MAX_BYTES_PER_BUDGET = 4;

    @Override
    public void run(Options options, Scorecard score) throws RunnerException {
        Costs costs = new Costs(options);
        options.checkAllUsed();
        costs.measure(1, "", (jmh) -> jmh.include("CaptureCalls\\."));
        costs.forEach((name, cost) -> score.fact(name, "%,12.0f ns  %,12.0f B", cost.nanos(), cost.bytes()));
        for (int orders : List.of(1, CaptureCalls.SOME, CaptureCalls.MANY)) {
            Cost captured = costs.get("CaptureCalls.captured, orders " + orders);
            Cost plain = costs.get("CaptureCalls.plain, orders " + orders);
            if (captured != null && plain != null) {
                boolean large = orders == CaptureCalls.MANY;
                score.atMost("P2 " + (large ? "1.2 MB" : orders + " x 100 B") + ", time / time of Jackson",
                        captured.nanos() / plain.nanos(), large ? MAX_LARGE : MAX_WHOLE, "");
                if (large) {
                    score.atMost("P2 1.2 MB, bytes / budget", captured.bytes() / CaptureCalls.BUDGET,
                            MAX_BYTES_PER_BUDGET, "");
                }
            }
        }
    }

}
