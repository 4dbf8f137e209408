// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;

/**
 * P12: requests a second, and CPU per request, of a Boot application with one traced
 * method, against the same application without the library, in alternating rounds. Client
 * and servers share the machine, so what the exporter uses is missing elsewhere.
 */
public final class WebApplication implements Scenario {

    private static final double MIN_RATE_RATIO = 0.97;

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        Duration round = options.duration("round", "4s");
        int rounds = options.number("rounds", 5);
        int concurrency = options.number("concurrency", 16);
        Duration warmUp = options.duration("warm-up", "60s");
        options.checkAllUsed();
        try (Stub stub = Stub.start();
                Server without = Server.start(false, concurrency);
                Server with = Server.start(true, concurrency, "--opper.tracing.api-key=key",
                        "--opper.tracing.base-url=" + stub.url())) {
            List<Server> servers = List.of(without, with);
            for (Server server : servers) {
                server.run(warmUp);
            }
            stub.tell("clear");
            for (int i = 0; i < rounds; i++) {
                for (Server server : servers) {
                    server.measure(round);
                }
            }
            score.fact("requests/s without the library", "%s", Figures.spread(without.rates));
            score.fact("requests/s with the library", "%s", Figures.spread(with.rates));
            score.fact("spans stored for each request", "%.2f", stub.counts().ok() / (double) with.requests);
            score.fact("CPU us/request without", "%s", Figures.spread(without.cpu));
            score.fact("CPU us/request with", "%s", Figures.spread(with.cpu));
            score.atLeast("P12 requests/s, with / without", Figures.median(with.rates) / Figures.median(without.rates),
                    MIN_RATE_RATIO, "");
        }
    }

    /** The application in a process of its own, and a client. */
    private static final class Server implements AutoCloseable {

        private final List<Double> rates = new ArrayList<>();

        private final List<Double> cpu = new ArrayList<>();

        private final Process process;

        private final ConnectionProvider connections;

        private final WebClient client;

        private final int concurrency;

        private long requests;

        private Server(Process process, int port, int concurrency) {
            this.process = process;
            this.concurrency = concurrency;
            this.connections = ConnectionProvider.create("web-application", concurrency);
            this.client = WebClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(this.connections)))
                .build();
        }

        static Server start(boolean library, int concurrency, String... arguments) throws Exception {
            String[] all = Stream.concat(Arrays.stream(arguments), Stream.of("--server.port=0")).toArray(String[]::new);
            Process process = JavaProcess.start(ClassPath.of(library, true), ShopApplication.class, all);
            BufferedReader output = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("The application did not start.");
            }
            return new Server(process, Integer.parseInt(line), concurrency);
        }

        long run(Duration duration) {
            long deadline = System.nanoTime() + duration.toNanos();
            Long answered = Flux.range(0, Integer.MAX_VALUE)
                .takeWhile((number) -> System.nanoTime() - deadline < 0)
                .flatMap((number) -> this.client.get().uri("/order/" + number).retrieve().bodyToMono(byte[].class),
                        this.concurrency)
                .count()
                .block();
            return (answered != null) ? answered : 0;
        }

        void measure(Duration duration) {
            long cpuBefore = cpuNanos();
            long start = System.nanoTime();
            long answered = run(duration);
            this.requests += answered;
            this.rates.add(answered / ((System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1)));
            this.cpu.add((cpuNanos() - cpuBefore) / (double) TimeUnit.MICROSECONDS.toNanos(1) / answered);
        }

        private long cpuNanos() {
            return this.process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
        }

        @Override
        public void close() throws InterruptedException {
            this.connections.dispose();
            this.process.destroyForcibly().waitFor();
        }

    }

}
