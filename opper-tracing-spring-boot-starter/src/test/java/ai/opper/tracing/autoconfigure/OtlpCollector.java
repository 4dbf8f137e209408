// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;

/** A collector that reads with OpenTelemetry's own classes. */
public final class OtlpCollector implements AutoCloseable {

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();

    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();

    private final CountDownLatch silence = new CountDownLatch(1);

    private volatile boolean silent;

    private OtlpCollector() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.server.setExecutor(this.threads);
        this.server.createContext("/v1/traces", this::answer);
        this.server.start();
    }

    public static OtlpCollector start() {
        try {
            return new OtlpCollector();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    public String url() {
        return "http://localhost:" + this.server.getAddress().getPort();
    }

    /** Takes requests and never answers. */
    void fallSilent() {
        this.silent = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (this.silent) {
                this.silence.await();
            }
            this.headers.add(Map.copyOf(exchange.getRequestHeaders()));
            this.requests.add(ExportTraceServiceRequest.parseFrom(body));
            exchange.sendResponseHeaders(200, -1);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    List<Span> spans() {
        return this.requests.stream()
            .flatMap((request) -> request.getResourceSpansList().stream())
            .flatMap((resource) -> resource.getScopeSpansList().stream())
            .flatMap((scope) -> scope.getSpansList().stream())
            .toList();
    }

    public List<ExportTraceServiceRequest> requests() {
        return this.requests;
    }

    public List<Map<String, List<String>>> headers() {
        return this.headers;
    }

    @Override
    public void close() {
        this.silence.countDown();
        this.server.stop(0);
        this.threads.shutdownNow();
    }

}
