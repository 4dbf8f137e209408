// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;

import ai.opper.tracing.export.SpanBatchExporter;
import ai.opper.tracing.test.SpanBatchExporterContract;

/** With the HTTP client that OpenTelemetry's exporter brings along. */
class OtlpSpanExporterContractTest extends SpanBatchExporterContract {

    private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
        Thread thread = new Thread(task, "endpoint");
        thread.setDaemon(true);
        return thread;
    });

    private final CountDownLatch over = new CountDownLatch(1);

    private final HttpServer endpoint;

    private volatile boolean silent;

    OtlpSpanExporterContractTest() throws IOException {
        this.endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.endpoint.setExecutor(this.threads);
        this.endpoint.createContext("/v1/traces", this::answer);
        Thread starting = new Thread(this.endpoint::start);
        starting.setDaemon(true);
        starting.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (this.silent) {
                this.over.await();
            }
            exchange.sendResponseHeaders(200, -1);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        this.over.countDown();
        this.endpoint.stop(0);
        this.threads.shutdownNow();
    }

    @Override
    protected SpanBatchExporter exporter() {
        return exporter(Duration.ofSeconds(20));
    }

    @Override
    protected SpanBatchExporter exporterToSilence() {
        this.silent = true;
        return exporter(Duration.ofSeconds(2));
    }

    private SpanBatchExporter exporter(Duration timeout) {
        URI url = URI.create("http://127.0.0.1:" + this.endpoint.getAddress().getPort() + "/v1/traces");
        return new OtlpSpanExporter(new OtlpExporterSettings(url, Map.of(), timeout, timeout, OtlpCompression.GZIP,
                Map.of(), true, Set.of(), 0));
    }

}
