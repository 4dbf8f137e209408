// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;

/**
 * R13: what a traced call costs when the server is well, when it never answers, and when
 * there is no room any more.
 */
public final class CallerIsolation implements Scenario {

    private static final double MAX_RATIO = 2;

    private static final long ROOMY = 256 << 20;

    private static final long CRAMPED = 64 << 10;

    private static final double TAIL = 0.999;

    private int failures;

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        Duration round = options.duration("round", "4s");
        int rounds = options.number("rounds", 5);
        int perSecond = options.number("rate", 5_000);
        options.checkAllUsed();
        List<Double> healthy = new ArrayList<>();
        List<Double> silent = new ArrayList<>();
        List<Double> full = new ArrayList<>();
        int calls = (int) (perSecond * round.toSeconds());
        try (Stub stub = Stub.start()) {
            round(stub, "behave", ROOMY, calls, perSecond);
            for (int i = 0; i < rounds; i++) {
                healthy.add(round(stub, "behave", ROOMY, calls, perSecond));
                silent.add(round(stub, "blackhole", ROOMY, calls, perSecond));
                full.add(round(stub, "blackhole", CRAMPED, calls, perSecond));
            }
        }
        score.fact("calls in each state", "%,d", calls * rounds);
        score.fact("p99.9 of a call, server well", "%s us", Figures.spread(healthy));
        score.fact("p99.9 of a call, server silent", "%s us", Figures.spread(silent));
        score.fact("p99.9 of a call, buffer full", "%s us", Figures.spread(full));
        score.atMost("R13 silent / well", Figures.median(silent) / Figures.median(healthy), MAX_RATIO, "");
        score.atMost("R13 full / well", Figures.median(full) / Figures.median(healthy), MAX_RATIO, "");
        score.exactly("R13 exceptions that the caller saw", this.failures, 0);
    }

    /** Makes calls at a steady pace. Returns the tail in microseconds. */
    private double round(Stub stub, String behaviour, long bufferBytes, int calls, int perSecond) {
        long[] nanos = new long[calls];
        try (Pipeline pipeline = new Pipeline(stub.url(),
                Pipeline.Settings.DEFAULT.stoppingAtOnce().withBuffer(bufferBytes))) {
            stub.tell(behaviour);
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                nanos[i] = call(pipeline.tracer(), i);
                Pauses.until(start + i * TimeUnit.SECONDS.toNanos(1) / perSecond);
            }
        }
        return Figures.percentile(Figures.sorted(nanos), TAIL) / TimeUnit.MICROSECONDS.toNanos(1);
    }

    private long call(OpperTracer tracer, int number) {
        long start = System.nanoTime();
        try (Span span = tracer.span("call").input("input").start()) {
            span.output(number);
        }
        catch (RuntimeException ex) {
            this.failures++;
        }
        return System.nanoTime() - start;
    }

}
