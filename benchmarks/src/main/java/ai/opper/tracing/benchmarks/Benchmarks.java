// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.opper.tracing.benchmarks.call.Calls;
import ai.opper.tracing.benchmarks.call.Captures;
import ai.opper.tracing.benchmarks.chaos.Chaos;
import ai.opper.tracing.benchmarks.pipeline.Backlog;
import ai.opper.tracing.benchmarks.pipeline.CallerIsolation;
import ai.opper.tracing.benchmarks.pipeline.HeapBound;
import ai.opper.tracing.benchmarks.pipeline.Idle;
import ai.opper.tracing.benchmarks.pipeline.Latency;
import ai.opper.tracing.benchmarks.pipeline.Outage;
import ai.opper.tracing.benchmarks.pipeline.Poison;
import ai.opper.tracing.benchmarks.pipeline.RateLimitStorm;
import ai.opper.tracing.benchmarks.pipeline.Recovery;
import ai.opper.tracing.benchmarks.pipeline.RequestsPerSpan;
import ai.opper.tracing.benchmarks.pipeline.Restarts;
import ai.opper.tracing.benchmarks.pipeline.Shutdown;
import ai.opper.tracing.benchmarks.pipeline.StartUp;
import ai.opper.tracing.benchmarks.pipeline.Throughput;
import ai.opper.tracing.benchmarks.pipeline.WebApplication;

/**
 * The command line: a name, and options such as {@code --duration=60s}. The exit code is
 * 0 when every goal was met, 1 when one was missed and 2 when nothing could be measured.
 */
public final class Benchmarks {

    private static final Map<String, Scenario> SCENARIOS = scenarios();

    private static final int MISSED = 1;

    static final int FAILED = 2;

    private Benchmarks() {
    }

    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        scenarios.put("chaos", new Chaos());
        scenarios.put("calls", new Calls());
        scenarios.put("capture", new Captures());
        scenarios.put("throughput", new Throughput());
        scenarios.put("requests-per-span", new RequestsPerSpan());
        scenarios.put("latency", new Latency());
        scenarios.put("idle", new Idle());
        scenarios.put("heap", new HeapBound());
        scenarios.put("start-up", new StartUp());
        scenarios.put("application", new WebApplication());
        scenarios.put("backlog", new Backlog());
        scenarios.put("outage", new Outage());
        scenarios.put("rate-limit", new RateLimitStorm());
        scenarios.put("recovery", new Recovery());
        scenarios.put("poison", new Poison());
        scenarios.put("shutdown", new Shutdown());
        scenarios.put("isolation", new CallerIsolation());
        scenarios.put("restarts", new Restarts());
        return scenarios;
    }

    public static void main(String[] args) {
        System.exit(run(Arrays.asList(args), System.out));
    }

    static int run(List<String> arguments, PrintStream out) {
        Scenario scenario = arguments.isEmpty() ? null : SCENARIOS.get(arguments.get(0));
        if (scenario == null) {
            out.println("Name what to measure: " + String.join(", ", SCENARIOS.keySet()));
            return FAILED;
        }
        try {
            return run(arguments.get(0), scenario, Options.of(arguments.subList(1, arguments.size())), out);
        }
        catch (Exception ex) {
            ex.printStackTrace(out);
            return FAILED;
        }
    }

    private static int run(String name, Scenario scenario, Options options, PrintStream out) throws Exception {
        Scorecard score = new Scorecard();
        double loadBefore = load();
        scenario.run(options, score);
        out.println();
        out.println(
                name + ' ' + options + " on " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors()
                        + " processors, load " + loadBefore + " before, " + load() + " after");
        score.print(out);
        return score.isPassed() ? 0 : MISSED;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

}
