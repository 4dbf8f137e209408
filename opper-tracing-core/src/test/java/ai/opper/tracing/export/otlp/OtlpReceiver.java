// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;

/** An endpoint for OTLP over HTTP that reads with OpenTelemetry's own classes. */
final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final List<Received> requests = new CopyOnWriteArrayList<>();

    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    private OtlpReceiver() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.server.setExecutor(this.threads);
        this.server.createContext("/", this::answer);
        this.server.start();
    }

    static OtlpReceiver start() {
        try {
            return new OtlpReceiver();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    URI url() {
        return URI.create("http://localhost:" + this.server.getAddress().getPort());
    }

    /** Answers the next requests so. */
    void script(Integer... statuses) {
        this.statuses.addAll(List.of(statuses));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = exchange.getRequestBody();
            byte[] bytes = (gzip ? new GZIPInputStream(body) : body).readAllBytes();
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            this.requests.add(new Received(exchange.getRequestURI().getPath(), headers,
                    ExportTraceServiceRequest.parseFrom(bytes)));
            Integer status = this.statuses.poll();
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders((status != null) ? status : 200, -1);
        }
    }

    List<Received> requests() {
        return this.requests;
    }

    /** All spans that came, in order. */
    List<Span> spans() {
        return this.requests.stream()
            .flatMap((request) -> request.message().getResourceSpansList().stream())
            .flatMap((resource) -> resource.getScopeSpansList().stream())
            .flatMap((scope) -> scope.getSpansList().stream())
            .toList();
    }

    /** Attributes as Java's values. */
    static Map<String, Object> attributes(List<KeyValue> attributes) {
        Map<String, Object> values = new HashMap<>();
        attributes.forEach((attribute) -> values.put(attribute.getKey(), value(attribute.getValue())));
        return values;
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE -> value.getArrayValue().getValuesList().stream().map(OtlpReceiver::value).toList();
            default -> throw new IllegalArgumentException(value.getValueCase().toString());
        };
    }

    @Override
    public void close() {
        this.server.stop(0);
        this.threads.shutdownNow();
    }

    record Received(String path, Map<String, String> headers, ExportTraceServiceRequest message) {
    }

}
