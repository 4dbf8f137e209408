// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.time.Duration;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;

/**
 * R5: a server that admits so many requests a second and answers the others with 429 and
 * {@code Retry-After}, and more spans than it admits.
 */
public final class RateLimitStorm implements Scenario {

    private static final double MAX_WASTED = 0.02;

    private static final double MIN_GOODPUT = 0.95;

    private static final double SURPLUS = 1.2;

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        Duration duration = options.duration("duration", "60s");
        Duration reference = options.duration("reference", "20s");
        int allowed = options.number("allowed", 50);
        String limit = "limit " + allowed + ' ' + options.number("retry-after", 2);
        options.checkAllUsed();
        try (Stub stub = Stub.start();
                Pipeline pipeline = new Pipeline(stub.url(), Pipeline.Settings.DEFAULT.withBuffer(256 << 20));
                RawLoop loop = new RawLoop(stub.url(), Pipeline.Settings.DEFAULT.maxConcurrency())) {
            stub.tell(limit);
            double spans = SURPLUS * allowed * duration.toSeconds();
            for (int i = 0; i < spans; i++) {
                pipeline.send(Stamps.now());
            }
            Pauses.of(duration);
            Stub.Counts counts = stub.counts();
            stub.tell("behave");
            boolean settled = pipeline.awaitSettled(Duration.ofSeconds(60));
            score.atMost("R5 wasted requests", share(counts), MAX_WASTED, "");
            score.atLeast("R5 goodput / allowance", counts.ok() / ((double) allowed * duration.toSeconds()),
                    MIN_GOODPUT, "");
            score.fact("requests", "%d, of which %d stored", counts.requests(), counts.ok());
            score.exactly("R5 lost", pipeline.ledger().created() - pipeline.ledger().stored(), 0);
            score.check("everything stored after the storm", settled ? "yes" : "no", "yes", settled);
            if (!reference.isZero()) {
                stub.tell(limit);
                stub.tell("clear");
                naive(loop, reference);
                Stub.Counts naive = stub.counts();
                score.fact("naive retryWhen: wasted requests", "%.3f", share(naive));
                score.fact("naive retryWhen: goodput / allowance", "%.3f",
                        naive.ok() / ((double) allowed * reference.toSeconds()));
            }
        }
    }

    private static double share(Stub.Counts counts) {
        return (counts.requests() - counts.ok()) / (double) counts.requests();
    }

    private static void naive(RawLoop loop, Duration duration) {
        Retry retry = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(250)).maxBackoff(Duration.ofSeconds(30));
        Flux.range(0, Integer.MAX_VALUE)
            .flatMap((number) -> loop.post().flatMap(RateLimitStorm::failing).retryWhen(retry),
                    Pipeline.Settings.DEFAULT.maxConcurrency())
            .take(duration)
            .blockLast();
    }

    private static Mono<Integer> failing(int status) {
        return (status < 300) ? Mono.just(status) : Mono.error(new IllegalStateException("status " + status));
    }

}
