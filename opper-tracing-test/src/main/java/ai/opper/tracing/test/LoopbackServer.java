// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * HTTP/1.1 on a free port of 127.0.0.1. Has threads of its own, so that an application
 * under test that disposes Reactor Netty's shared ones does not take the server along.
 */
final class LoopbackServer {

    private static final String HOST = "127.0.0.1";

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final LoopResources loops = LoopResources.create("fake-opper", 1, 2, true);

    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);

    private final Function<ReceivedRequest, Exchange> handler;

    private final int port;

    private @Nullable DisposableServer server;

    private volatile boolean listening;

    LoopbackServer(Function<ReceivedRequest, Exchange> handler) {
        this.handler = handler;
        DisposableServer bound = bind(0);
        this.server = bound;
        this.port = bound.port();
    }

    int port() {
        return this.port;
    }

    synchronized void listen() {
        if (this.server == null) {
            this.server = bind(this.port);
        }
    }

    /** Closes the port and cuts every connection. */
    synchronized void hangUp() {
        this.listening = false;
        if (this.server != null) {
            this.server.disposeNow(STOP_TIMEOUT);
            this.server = null;
        }
        this.connections.close().awaitUninterruptibly(STOP_TIMEOUT.toMillis());
    }

    void close() {
        hangUp();
        this.loops.disposeLater(Duration.ZERO, STOP_TIMEOUT).block(STOP_TIMEOUT);
    }

    private DisposableServer bind(int port) {
        this.listening = true;
        return HttpServer.create()
            .host(HOST)
            .port(port)
            .runOn(this.loops)
            .doOnConnection((connection) -> admit(connection.channel()))
            .handle(this::handle)
            .bindNow();
    }

    // A connection may be accepted right before the port closes and appear here after it.
    private void admit(Channel channel) {
        this.connections.add(channel);
        if (!this.listening) {
            var unused = channel.close();
        }
    }

    private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Instant arrivedAt = Instant.now();
        return request.receive()
            .aggregate()
            .asString(StandardCharsets.UTF_8)
            .defaultIfEmpty("")
            .map((body) -> this.handler.apply(received(request, body, arrivedAt)))
            .flatMap((exchange) -> Wire.end(exchange, response));
    }

    private static ReceivedRequest received(HttpServerRequest request, String body, Instant arrivedAt) {
        String uri = request.uri();
        int mark = uri.indexOf('?');
        String path = (mark < 0) ? uri : uri.substring(0, mark);
        String query = (mark < 0) ? "" : uri.substring(mark + 1);
        return new ReceivedRequest(request.method().name(), path, query, headers(request), body, arrivedAt, null);
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.requestHeaders()
            .forEach((header) -> headers.merge(header.getKey().toLowerCase(Locale.ROOT), header.getValue(),
                    (first, second) -> first + ", " + second));
        return Map.copyOf(headers);
    }

}
