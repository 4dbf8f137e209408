// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.time.Duration;

import io.netty.channel.ChannelOption;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import ai.opper.tracing.export.opper.OpperApiVersion;
import ai.opper.tracing.export.opper.OpperExporterSettings;

/**
 * Opper's API for programs: reads what is stored, judges it and changes it. The starter
 * makes a bean of it. Its calls are not traced. Thread-safe.
 */
public final class OpperClient implements AutoCloseable {

    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    /** A trace comes in one piece. */
    private static final int MAX_ANSWER = 64 * 1024 * 1024;

    private final ConnectionProvider connections;

    private final ReactiveOpperClient reactive;

    private final Spans spans;

    private final Metrics spanMetrics;

    private final Traces traces;

    private OpperClient(ConnectionProvider connections, ReactiveOpperClient reactive) {
        this.connections = connections;
        this.reactive = reactive;
        this.spans = new Spans(reactive.spans());
        this.spanMetrics = new Metrics(reactive.spanMetrics());
        this.traces = new Traces(reactive.traces());
    }

    /**
     * Makes a client.
     * @param settings where the API is, and which version of it to speak
     * @return a client, to be closed when it is not needed any more
     */
    public static OpperClient create(OpperExporterSettings settings) {
        ConnectionProvider connections = ConnectionProvider.builder("opper-client")
            .maxConnections(settings.maxConnections())
            .maxIdleTime(MAX_IDLE)
            .build();
        boolean v3 = settings.apiVersion() == OpperApiVersion.V3;
        HttpServiceProxyFactory proxies = HttpServiceProxyFactory
            .builderFor(WebClientAdapter.create(client(settings, v3, connections)))
            .build();
        return new OpperClient(connections,
                new ReactiveOpperClient(
                        new ReactiveSpans(v3, proxies.createClient(SpanExchange.class),
                                proxies.createClient(JudgementExchange.class)),
                        new ReactiveMetrics(v3, proxies.createClient(MetricExchange.class),
                                proxies.createClient(EventExchange.class)),
                        new ReactiveTraces(v3, proxies.createClient(TraceExchange.class))));
    }

    private static WebClient client(OpperExporterSettings settings, boolean v3, ConnectionProvider connections) {
        HttpClient http = HttpClient.create(connections)
            .proxyWithSystemProperties()
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(settings.connectTimeout().toMillis()))
            .responseTimeout(settings.responseTimeout());
        WebClient.Builder builder = WebClient.builder()
            .baseUrl(settings.address() + (v3 ? "/v3" : "/v2"))
            .codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(MAX_ANSWER))
            .clientConnector(new ReactorClientHttpConnector(http))
            .defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
            .defaultHeader(HttpHeaders.USER_AGENT, "opper-tracing-spring")
            .defaultStatusHandler(HttpStatusCode::isError, Answers::refusal);
        String apiKey = settings.apiKey();
        if (apiKey != null) {
            builder.defaultHeaders((headers) -> headers.setBearerAuth(apiKey));
        }
        return builder.build();
    }

    /**
     * Spans: store, read, change, remove, judge, and make examples of.
     * @return calls that wait for their answers
     */
    public Spans spans() {
        return this.spans;
    }

    /**
     * Metrics of spans.
     * @return calls that wait for their answers
     */
    public Metrics spanMetrics() {
        return this.spanMetrics;
    }

    /**
     * Traces: list, read, print.
     * @return calls that wait for their answers
     */
    public Traces traces() {
        return this.traces;
    }

    /**
     * The same calls as {@code Mono} and {@code Flux}.
     * @return calls that do not wait
     */
    public ReactiveOpperClient reactive() {
        return this.reactive;
    }

    /** Closes the connections. */
    @Override
    public void close() {
        this.connections.disposeLater().subscribe();
    }

}
