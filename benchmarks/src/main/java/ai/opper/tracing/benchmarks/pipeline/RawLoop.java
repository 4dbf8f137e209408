// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import ai.opper.tracing.test.FakeOpperApi;

/**
 * The reference: what somebody would write who has bodies and wants them posted, with the
 * same client, connections and event loop as the exporter has.
 */
final class RawLoop implements AutoCloseable {

    private final ConnectionProvider connections;

    private final LoopResources loop = LoopResources.create("raw", 1, true);

    private final WebClient client;

    private final URI target;

    private final int concurrency;

    private final byte[] body = bodyOfTheExporter();

    RawLoop(URI url, int concurrency) {
        this.concurrency = concurrency;
        this.target = URI.create(url + "/v2/spans");
        this.connections = ConnectionProvider.builder("raw")
            .maxConnections(concurrency)
            .pendingAcquireMaxCount(-1)
            .lifo()
            .build();
        this.client = WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector(HttpClient.create(this.connections)
                .runOn(this.loop)
                .disableRetry(true)
                .responseTimeout(Duration.ofSeconds(10))))
            .build();
    }

    /** What the exporter sends for the same span. */
    private static byte[] bodyOfTheExporter() {
        try (FakeOpperApi api = FakeOpperApi.start();
                Pipeline pipeline = new Pipeline(api.url(), Pipeline.Settings.DEFAULT)) {
            pipeline.send(Stamps.now());
            return api.awaitRequests(1, Duration.ofSeconds(10)).get(0).body().getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Posts for a while.
     * @param duration how long
     * @return how many were answered with success
     */
    long run(Duration duration) {
        long deadline = System.nanoTime() + duration.toNanos();
        LongAdder answered = new LongAdder();
        Flux.range(0, Integer.MAX_VALUE)
            .takeWhile((number) -> System.nanoTime() - deadline < 0)
            .flatMap((number) -> post().doOnNext((status) -> answered.increment()), this.concurrency)
            .blockLast();
        return answered.sum();
    }

    Mono<Integer> post() {
        return this.client.post()
            .uri(this.target)
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(this.body)
            .exchangeToMono((response) -> response.bodyToMono(byte[].class)
                .map((bytes) -> response.statusCode().value())
                .defaultIfEmpty(response.statusCode().value()));
    }

    @Override
    public void close() {
        this.connections.disposeLater().block(Duration.ofSeconds(5));
        this.loop.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block(Duration.ofSeconds(5));
    }

}
