// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.net.URI;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

import io.netty.channel.ChannelOption;
import io.netty.resolver.DefaultAddressResolverGroup;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.util.context.Context;

/**
 * The way to the API. The client is built by hand, with connections and an event loop of
 * its own, so that exports are neither observed nor held up by the application's calls,
 * and so that stopping the application's clients does not stop it.
 */
final class OpperConnection implements AutoCloseable {

    private static final Duration MAX_IDLE = Duration.ofSeconds(20);

    /**
     * Idle connections are not used after this, so that none is closed under a request.
     */
    private static final Duration CLOSE_IDLE = Duration.ofSeconds(25);

    /** Connections are renewed now and then, so that a changed address is noticed. */
    private static final Duration MAX_LIFE = Duration.ofMinutes(5);

    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    private static final int MAX_BODY = 4 * 1024 * 1024;

    private static final String THREAD_NAME = "opper-tracing-http";

    /**
     * An answer that comes while its request is cancelled fails where nobody listens, and
     * Reactor logs that as an error unless the context has something better to do.
     */
    private static final Context SILENT = Context.of("reactor.onErrorDropped.local", (Consumer<Throwable>) (error) -> {
    });

    private final String address;

    private final Duration timeout;

    private final ConnectionProvider connections;

    private final LoopResources loop;

    /** Times are measured by the event loop too, so that there is no other thread. */
    private final Scheduler clock;

    private final WebClient client;

    /**
     * Answers what is under way while the event loop still runs. One that has ended
     * answers nothing, not even that the time is up, and refuses to cancel.
     */
    private final Sinks.Empty<Void> closed = Sinks.empty();

    OpperConnection(OpperExporterSettings settings) {
        this.loop = LoopResources.create(THREAD_NAME, 1, true);
        this.clock = Schedulers.fromExecutorService(this.loop.onClient(LoopResources.DEFAULT_NATIVE), THREAD_NAME);
        this.connections = ConnectionProvider.builder("opper-tracing")
            .maxConnections(settings.maxConnections())
            .pendingAcquireMaxCount(-1)
            .maxIdleTime(MAX_IDLE)
            .maxLifeTime(MAX_LIFE)
            .pendingAcquireTimer((work, time) -> this.clock.schedule(work, time.toMillis(), TimeUnit.MILLISECONDS))
            .lifo()
            .build();
        this.address = settings.address();
        this.timeout = settings.connectTimeout().plus(settings.responseTimeout().multipliedBy(2));
        this.client = client(settings);
    }

    /**
     * Names are resolved as the JVM does it, with its cache. Reactor Netty would keep a
     * resolver of its own for every event loop that there ever was, unless it is told
     * before it hears of the loop.
     */
    private WebClient client(OpperExporterSettings settings) {
        HttpClient http = HttpClient.create(this.connections)
            .resolver(DefaultAddressResolverGroup.INSTANCE)
            .runOn(this.loop)
            .doOnChannelInit((observer, channel, address) -> channel.pipeline()
                .addFirst(IdleCloser.after(CLOSE_IDLE, settings.responseTimeout())))
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

    /**
     * Sends a message.
     * @param message what to send
     * @param reading reads the response to its end
     * @return what was read, or the failure of the connection
     */
    <T> Mono<T> exchange(Message message, Function<ClientResponse, Mono<T>> reading) {
        WebClient.RequestBodySpec request = this.client.method(message.method())
            .uri(URI.create(this.address + message.path()));
        byte[] body = message.body();
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
        }
        return Mono
            .firstWithSignal(this.closed.asMono().then(Mono.error(AsynchronousCloseException::new)),
                    request.exchangeToMono(reading).timeout(this.timeout, this.clock))
            .contextWrite(SILENT);
    }

    @Override
    public void close() {
        this.closed.tryEmitEmpty();
        CompletableFuture<Void> ended = this.connections.disposeLater()
            .onErrorComplete()
            .then(this.loop.disposeLater(Duration.ZERO, CLOSE_TIMEOUT))
            .toFuture();
        try {
            ended.get(CLOSE_TIMEOUT.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        }
        catch (TimeoutException | ExecutionException ex) {
            // What is left are daemon threads that end by themselves.
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
