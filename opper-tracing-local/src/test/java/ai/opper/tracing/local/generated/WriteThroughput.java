// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.generated;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Measures how many spans a Local Opper takes each second over HTTP, one request for each
 * span and parents first, while somebody reads the list of traces. The server is a
 * process of its own on this machine, whose use of the processor is told as well: that
 * depends less on what else the machine does.
 */
public final class WriteThroughput {

    private static final int LANES = 128;

    private static final int WARM_UP = 8000;

    /** The JVM compiles for long, beside a server that is under load. */
    private static final int WARM_UPS = 5;

    private static final long BETWEEN_READS_MILLIS = 250;

    private static final String ANNOUNCEMENT = "Local Opper: ";

    private final ProcessHandle server;

    private final URI address;

    private WriteThroughput(ProcessHandle server, URI address) {
        this.server = server;
        this.address = address;
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
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "ai.opper.tracing.local.LocalOpperMain", "--opper.local.port=0",
                "--opper.local.database=" + url)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
        try {
            WriteThroughput throughput = new WriteThroughput(process.toHandle(), address(process));
            for (int seed = 1; seed <= WARM_UPS; seed++) {
                throughput.write(requests(Math.min(WARM_UP, traces), seed, throughput.address));
            }
            throughput.measure(requests(traces, 0, throughput.address));
        }
        finally {
            process.destroy();
            process.waitFor(1, TimeUnit.MINUTES);
        }
    }

    private static URI address(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(ANNOUNCEMENT)) {
                return URI.create(line.substring(ANNOUNCEMENT.length()));
            }
        }
        throw new IllegalStateException("Local Opper has not started.");
    }

    private static Queue<List<byte[]>> requests(int traces, long seed, URI server) {
        GeneratedTraces generated = new GeneratedTraces(seed, traces, Instant.now(), 1);
        Queue<List<byte[]>> requests = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < traces; i++) {
            requests.add(generated.next().stream().map((made) -> SpanRequests.post(made.span(), server)).toList());
        }
        return requests;
    }

    private void measure(Queue<List<byte[]>> requests) throws Exception {
        int spans = requests.stream().mapToInt(List::size).sum();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        Future<List<Long>> reading = reader.submit(this::read);
        System.out.printf("server process %d, load average %.1f%n", this.server.pid(), load());
        long cpu = cpuMillis();
        long start = System.nanoTime();
        write(requests);
        double seconds = (System.nanoTime() - start) / 1e9;
        double used = (cpuMillis() - cpu) / 1000.0;
        reader.shutdownNow();
        List<Long> reads = reading.get();
        System.out.printf("%d spans in %.1f s: %.0f spans/s%n", spans, seconds, spans / seconds);
        System.out.printf("the server took %.2f s of CPU for 10,000 spans, reading included; load average now %.1f%n",
                used * 10_000 / spans, load());
        System.out.printf("list of traces meanwhile: median %d ms, 90%% %d ms, longest %d ms%n",
                reads.get(reads.size() / 2), reads.get(reads.size() * 9 / 10), reads.get(reads.size() - 1));
    }

    private void write(Queue<List<byte[]>> requests) throws Exception {
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        List<Callable<Void>> tasks = Collections.nCopies(LANES, () -> {
            SpanRequests.send(requests, this.address);
            return null;
        });
        for (Future<Void> lane : lanes.invokeAll(tasks)) {
            lane.get();
        }
        lanes.shutdown();
    }

    private List<Long> read() throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest list = HttpRequest.newBuilder(this.address.resolve("/local/api/traces?limit=50&count=true"))
            .build();
        List<Long> millis = new ArrayList<>();
        try {
            while (true) {
                long start = System.nanoTime();
                client.send(list, BodyHandlers.ofString());
                millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
                Thread.sleep(BETWEEN_READS_MILLIS);
            }
        }
        catch (InterruptedException ex) {
            Collections.sort(millis);
            return millis;
        }
    }

    private long cpuMillis() {
        return this.server.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

}
