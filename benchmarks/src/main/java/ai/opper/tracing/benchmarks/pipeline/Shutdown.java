// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;
import ai.opper.tracing.span.Drop;

/** R12: how long a stop takes, and what becomes of what waits. */
public final class Shutdown implements Scenario {

    private static final double MAX_MILLIS = 5_100;

    private static final double MAX_DEAD_MILLIS = 200;

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        int spans = options.number("spans", 10_000);
        int delay = options.number("delay", 50);
        options.checkAllUsed();
        score.atMost("R12 stop with " + spans + " queued and a server of " + delay + " ms",
                stop("delay " + delay, spans, Duration.ofMillis(200), score), MAX_MILLIS, "ms");
        score.atMost("R12 stop with a server that is known to be dead",
                stop("down", spans, Duration.ofSeconds(3), score), MAX_DEAD_MILLIS, "ms");
        score.atMost("R12 stop with a server that never answers",
                stop("blackhole", spans, Duration.ofMillis(200), score), MAX_MILLIS, "ms");
    }

    private static double stop(String behaviour, int spans, Duration before, Scorecard score) throws IOException {
        try (Stub stub = Stub.start();
                Pipeline pipeline = new Pipeline(stub.url(), Pipeline.Settings.DEFAULT.withBuffer(256 << 20))) {
            pipeline.send(Stamps.now());
            pipeline.awaitSettled(Duration.ofSeconds(10));
            stub.tell(behaviour);
            for (int i = 0; i < spans; i++) {
                pipeline.send(Stamps.now());
            }
            Pauses.of(before);
            long start = System.nanoTime();
            pipeline.shipper().stop();
            double millis = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1_000.0;
            long dropped = pipeline.ledger().dropped(Drop.SHUTDOWN);
            score.fact("  " + behaviour, "stored %d, counted as dropped %d", pipeline.ledger().stored(), dropped);
            score.exactly("  without a fate", pipeline.ledger().pending(), 0);
            return millis;
        }
    }

}
