// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;

/**
 * P11: how long a Boot application takes until it is ready, without the library on the
 * class path, with it, and with it turned off.
 */
public final class StartUp implements Scenario {

    private static final double MAX_ADDED_MILLIS = 30;

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        int starts = options.number("starts", 8);
        options.checkAllUsed();
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> off = new ArrayList<>();
        int threads = 0;
        for (int i = 0; i <= starts; i++) {
            Start plain = start(false);
            Start traced = start(true, "--opper.tracing.api-key=key", "--opper.tracing.base-url=http://127.0.0.1:9");
            Start disabled = start(true, "--opper.tracing.enabled=false");
            threads = Math.max(threads, traced.threads);
            if (i > 0) {
                without.add(plain.millis);
                with.add(traced.millis);
                off.add(disabled.millis);
            }
        }
        score.fact("ready without the library", "%s ms", Figures.spread(without));
        score.fact("ready with the library", "%s ms", Figures.spread(with));
        score.fact("ready with the library turned off", "%s ms", Figures.spread(off));
        score.fact("with / without", "%.3f", Figures.median(with) / Figures.median(without));
        score.atMost("P11 added until ready", Figures.median(with) - Figures.median(without), MAX_ADDED_MILLIS, "ms");
        score.exactly("P11 threads of the library when ready", threads, 0);
    }

    private static Start start(boolean library, String... arguments) throws IOException, InterruptedException {
        Process process = JavaProcess.start(ClassPath.of(library, false), StartUpApplication.class, arguments);
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            if (line == null || process.waitFor() != 0) {
                throw new IllegalStateException("The application did not start.");
            }
            String[] figures = line.split(" ", -1);
            return new Start(Double.parseDouble(figures[0]), Integer.parseInt(figures[1]));
        }
    }

    /**
     * One start.
     *
     * @param millis from the start of the JVM until the application is ready
     * @param threads threads of the library by then
     */
    private record Start(double millis, int threads) {
    }

}
