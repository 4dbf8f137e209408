// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.ChannelOption;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanExporter;

/**
 * Sends spans to Opper's API, or to whoever speaks it.
 *
 * <p>
 * The client is built by hand, with connections and an event loop of its own, so that
 * exports are neither observed nor held up by the application's calls, and so that
 * stopping the application's clients does not stop it.
 */
public final class OpperSpanExporter implements SpanExporter {

    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    /** Connections are renewed now and then, so that a changed address is noticed. */
    private static final Duration MAX_LIFE = Duration.ofMinutes(5);

    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    private static final int MAX_DOUBTFUL = 10_000;

    private static final int MAX_BODY = 4 * 1024 * 1024;

    private static final String THREAD_NAME = "opper-tracing-http";

    private final OpperDialect dialect = new OpperV2Dialect();

    /**
     * Metrics whose last attempt may have been carried out. They have no ids by which the
     * API could tell that it has them, so it is asked before they are sent again.
     */
    private final Set<ExportRequest.AddMetric> doubtful = ConcurrentHashMap.newKeySet();

    private final String address;

    private final Duration timeout;

    private final ConnectionProvider connections;

    private final LoopResources loop;

    /** Times are measured by the event loop too, so that there is no other thread. */
    private final Scheduler clock;

    private final WebClient client;

    public OpperSpanExporter(OpperExporterSettings settings) {
        this.connections = ConnectionProvider.builder("opper-tracing")
            .maxConnections(settings.maxConnections())
            .pendingAcquireMaxCount(-1)
            .maxIdleTime(MAX_IDLE)
            .maxLifeTime(MAX_LIFE)
            .evictInBackground(MAX_IDLE)
            .lifo()
            .build();
        this.loop = LoopResources.create(THREAD_NAME, 1, true);
        this.clock = Schedulers.fromExecutorService(this.loop.onClient(LoopResources.DEFAULT_NATIVE), THREAD_NAME);
        this.address = settings.address();
        this.timeout = settings.connectTimeout().plus(settings.responseTimeout().multipliedBy(2));
        this.client = client(settings);
    }

    private WebClient client(OpperExporterSettings settings) {
        HttpClient http = HttpClient.create(this.connections)
            .runOn(this.loop)
            .proxyWithSystemProperties()
            .disableRetry(true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(settings.connectTimeout().toMillis()))
            .responseTimeout(settings.responseTimeout());
        WebClient.Builder builder = WebClient.builder()
            .codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(MAX_BODY))
            .clientConnector(new ReactorClientHttpConnector(http))
            .defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
            .defaultHeader(HttpHeaders.USER_AGENT, "opper-tracing-spring");
        String apiKey = settings.apiKey();
        if (apiKey != null) {
            builder.defaultHeaders((headers) -> headers.setBearerAuth(apiKey));
        }
        return builder.build();
    }

    @Override
    public CompletionStage<ExportResult> export(ExportRequest request) {
        OpperDialect.Message message;
        try {
            message = this.dialect.message(request);
        }
        catch (RuntimeException ex) {
            // The next attempt would fail in the same way.
            return CompletableFuture.completedFuture(
                    new ExportResult.Rejected("a span could not be written as JSON (" + ex.getClass().getName() + ")"));
        }
        Mono<ExportResult> result = send(request, message);
        if (request instanceof ExportRequest.AddMetric metric && this.doubtful.contains(metric)) {
            result = isStored(metric, 0)
                .flatMap((stored) -> stored ? Mono.just(ExportResult.stored()) : send(metric, message))
                .onErrorResume((error) -> Mono.just(Outcomes.ofFailure(error)));
        }
        return result.doOnNext((known) -> forget(request, known)).toFuture();
    }

    private Mono<ExportResult> send(ExportRequest request, OpperDialect.Message message) {
        return this.client.method(message.method())
            .uri(URI.create(this.address + message.path()))
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(message.body())
            .exchangeToMono((response) -> outcome(request, response))
            .timeout(this.timeout, this.clock)
            .onErrorResume((error) -> {
                doubt(request, !Outcomes.hasNotArrived(error));
                return Mono.just(Outcomes.ofFailure(error));
            });
    }

    private void doubt(ExportRequest request, boolean mayBeStored) {
        if (mayBeStored && request instanceof ExportRequest.AddMetric metric && this.doubtful.size() < MAX_DOUBTFUL) {
            this.doubtful.add(metric);
        }
    }

    private void forget(ExportRequest request, ExportResult result) {
        if (request instanceof ExportRequest.AddMetric metric && !(result instanceof ExportResult.Retry)) {
            this.doubtful.remove(metric);
        }
    }

    private Mono<Boolean> isStored(ExportRequest.AddMetric metric, int offset) {
        URI page = URI.create(this.address + "/v2/spans/" + metric.spanId() + "/metrics?offset=" + offset + "&limit="
                + StoredMetrics.PAGE_SIZE);
        return this.client.get()
            .uri(page)
            .retrieve()
            .bodyToMono(byte[].class)
            .timeout(this.timeout, this.clock)
            .map(StoredMetrics::read)
            .flatMap((stored) -> {
                boolean found = stored.contain(metric.metric());
                return (found || !stored.isFull()) ? Mono.just(found)
                        : isStored(metric, offset + StoredMetrics.PAGE_SIZE);
            });
    }

    private Mono<ExportResult> outcome(ExportRequest request, ClientResponse response) {
        doubt(request, response.statusCode().is5xxServerError());
        if (response.statusCode().is2xxSuccessful()) {
            return success(response).doOnNext((result) -> doubt(request, !(result instanceof ExportResult.Stored)));
        }
        return response.bodyToMono(byte[].class)
            .defaultIfEmpty(new byte[0])
            .onErrorReturn(new byte[0])
            .map((body) -> Outcomes.of(request, response.statusCode().value(), response.headers(), body));
    }

    /**
     * The body is read to its end, since half a response is none and a connection with an
     * unread one cannot be used again; but no more than its first character is looked at.
     */
    private static Mono<ExportResult> success(ClientResponse response) {
        AtomicInteger first = new AtomicInteger();
        return response.bodyToFlux(DataBuffer.class).doOnNext((buffer) -> {
            for (int i = buffer.readPosition(); first.get() == 0 && i < buffer.writePosition(); i++) {
                first.set(Math.max(0, buffer.getByte(i) - ' '));
            }
            DataBufferUtils.release(buffer);
        }).then(Mono.fromSupplier(() -> {
            boolean answered = first.get() == '{' - ' ' || first.get() == 0;
            return answered ? ExportResult.stored() : Outcomes.foreign();
        }));
    }

    @Override
    public void close() {
        CompletableFuture<Void> closed = this.connections.disposeLater()
            .onErrorComplete()
            .then(this.loop.disposeLater(Duration.ZERO, CLOSE_TIMEOUT))
            .toFuture();
        try {
            closed.get(CLOSE_TIMEOUT.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        }
        catch (TimeoutException | ExecutionException ex) {
            // What is left are daemon threads that end by themselves.
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
