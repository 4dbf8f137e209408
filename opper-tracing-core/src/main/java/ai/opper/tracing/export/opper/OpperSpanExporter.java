// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.netty.channel.ChannelOption;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
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

    private final OpperDialect dialect = new OpperV2Dialect();

    private final ConnectionProvider connections;

    private final LoopResources loop;

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
        this.loop = LoopResources.create("opper-tracing-http", 1, true);
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
            .baseUrl(settings.baseUrl().toString())
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
        OpperDialect.Message message = this.dialect.message(request);
        return this.client.method(message.method())
            .uri(message.path())
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(message.body())
            .exchangeToMono((response) -> outcome(request, response))
            .onErrorResume((error) -> Mono.just(Outcomes.ofFailure(error)))
            .toFuture();
    }

    private static Mono<ExportResult> outcome(ExportRequest request, ClientResponse response) {
        if (response.statusCode().is2xxSuccessful()) {
            return response.releaseBody().thenReturn(Outcomes.ofSuccess(response.headers()));
        }
        return response.bodyToMono(byte[].class)
            .defaultIfEmpty(new byte[0])
            .onErrorReturn(new byte[0])
            .map((body) -> Outcomes.of(request, response.statusCode().value(), response.headers(), body));
    }

    @Override
    public void close() {
        this.connections.disposeLater().onErrorComplete().block(CLOSE_TIMEOUT);
        this.loop.disposeLater(Duration.ZERO, CLOSE_TIMEOUT).onErrorComplete().block(CLOSE_TIMEOUT.multipliedBy(2));
    }

}
