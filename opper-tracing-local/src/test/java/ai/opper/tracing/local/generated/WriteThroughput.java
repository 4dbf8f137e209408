// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.generated;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import ai.opper.tracing.local.LocalOpper;
import ai.opper.tracing.local.LocalOpperSettings;
import ai.opper.tracing.local.generated.GeneratedTraces.Generated;
import ai.opper.tracing.local.store.Span;
import com.sun.management.OperatingSystemMXBean;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures how many spans a Local Opper takes each second over HTTP, one request for each
 * span and parents first, while somebody reads the list of traces. Client and server
 * share the machine.
 */
public final class WriteThroughput {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int LANES = 192;

    private static final int WARM_UP = 3000;

    private static final Duration BETWEEN_READS = Duration.ofMillis(250);

    private final HttpClient client;

    private final AtomicInteger stored = new AtomicInteger();

    private WriteThroughput(URI server) {
        this.client = HttpClient.create(ConnectionProvider.create("throughput", LANES)).baseUrl(server.toString());
    }

    /**
     * Runs it.
     * @param arguments how many traces, and a JDBC URL or nothing for a new H2 file
     * @throws Exception when something fails
     */
    public static void main(String[] arguments) throws Exception {
        int traces = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 20_000;
        Path directory = Files.createTempDirectory("throughput");
        String url = (arguments.length > 1) ? arguments[1] : "jdbc:h2:file:" + directory.resolve("traces");
        LocalOpperSettings settings = LocalOpperSettings.defaults().withPort(0).withDatabase(url);
        try (LocalOpper opper = LocalOpper.start(settings)) {
            WriteThroughput throughput = new WriteThroughput(opper.url());
            throughput.run(WARM_UP, 1);
            throughput.measure(traces);
        }
    }

    private void measure(int traces) throws InterruptedException {
        List<Long> reads = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean over = new AtomicBoolean();
        Thread reader = new Thread(() -> read(reads, over), "reader");
        reader.start();
        this.stored.set(0);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        run(traces, 2);
        long took = System.nanoTime() - start;
        long used = system.getProcessCpuTime() - cpu;
        over.set(true);
        reader.join();
        Collections.sort(reads);
        System.out.printf("%d spans in %.1f s: %d spans/s; %d us of CPU for each, client and reader included%n",
                this.stored.get(), took / 1e9, (long) (this.stored.get() / (took / 1e9)),
                used / 1000 / this.stored.get());
        threads().forEach((name, millis) -> System.out.printf("  %6d ms of CPU: %s%n", millis, name));
        System.out.printf("list of traces meanwhile: median %d ms, 90%% %d ms, longest %d ms%n",
                reads.get(reads.size() / 2), reads.get(reads.size() * 9 / 10), reads.get(reads.size() - 1));
    }

    private static Map<String, Long> threads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> millis = new TreeMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                millis.merge(thread.getThreadName().replaceAll("[0-9-]+$", ""),
                        threads.getThreadCpuTime(thread.getThreadId()) / 1_000_000, Long::sum);
            }
        }
        return millis;
    }

    private void run(int traces, long seed) {
        GeneratedTraces generated = new GeneratedTraces(seed, traces, Instant.now(), 1);
        Flux.range(0, traces)
            .map((i) -> generated.next())
            .flatMap((trace) -> Flux.fromIterable(trace).concatMap(this::post).then(), LANES)
            .blockLast();
    }

    private Mono<Void> post(Generated generated) {
        byte[] body = body(generated.span()).getBytes(StandardCharsets.UTF_8);
        return this.client.headers((headers) -> headers.set("Content-Type", "application/json"))
            .post()
            .uri("/v2/spans")
            .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
            .responseSingle((response, content) -> content.asString().defaultIfEmpty("").map((text) -> {
                if (response.status().code() != 200) {
                    throw new IllegalStateException(response.status() + " " + text);
                }
                return text;
            }))
            .doOnNext((text) -> this.stored.incrementAndGet())
            .then();
    }

    private void read(List<Long> reads, AtomicBoolean over) {
        while (!over.get()) {
            long start = System.nanoTime();
            this.client.get().uri("/local/api/traces?limit=50&count=true").responseContent().aggregate().block();
            reads.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
            LockSupport.parkNanos(BETWEEN_READS.toNanos());
        }
    }

    private static String body(Span span) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", span.id().toString());
        json.put("trace_id", span.traceId().toString());
        json.put("parent_id", (span.parentId() != null) ? span.parentId().toString() : null);
        json.put("name", span.name());
        json.put("type", span.type());
        json.put("start_time", span.startTime().toString());
        json.put("end_time", String.valueOf(span.endTime()));
        json.put("input", span.input());
        json.put("output", span.output());
        json.put("error", span.error());
        json.set("meta", span.meta());
        return json.toString();
    }

}
