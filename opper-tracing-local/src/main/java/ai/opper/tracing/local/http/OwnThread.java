// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.util.concurrent.Executor;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * Writes each answer on the thread of its connection. When another thread writes it, the
 * client can have it, and its next request can be here, before Reactor Netty has ended
 * the first; 1.3.6 then answers the next one and reads nothing more from that connection
 * (reactor-netty issue 4361): a browser waits for ever.
 */
public final class OwnThread implements HttpHandler {

    private final HttpHandler handler;

    /**
     * Puts this before a handler.
     * @param handler answers, on whatever thread
     */
    public OwnThread(HttpHandler handler) {
        this.handler = handler;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        return this.handler.handle(request, new Response(response, of(request)));
    }

    /** The thread of a request's connection; asked for while the request is there. */
    static Scheduler of(ServerHttpRequest request) {
        Connection connection = ServerHttpRequestDecorator.getNativeRequest(request);
        Executor loop = connection.channel().eventLoop();
        // Not as an executor service, of which Reactor would want a future for each task.
        return Schedulers.fromExecutor((task) -> loop.execute(task));
    }

    private static final class Response extends ServerHttpResponseDecorator {

        private final Scheduler thread;

        Response(ServerHttpResponse response, Scheduler thread) {
            super(response);
            this.thread = thread;
        }

        // What is one buffer stays one: it is written at once, with its length.
        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return super.writeWith((body instanceof Mono<? extends DataBuffer> one) ? one.publishOn(this.thread)
                    : Flux.from(body).publishOn(this.thread));
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return super.writeAndFlushWith(Flux.from(body).publishOn(this.thread));
        }

        @Override
        public Mono<Void> setComplete() {
            return Mono.defer(super::setComplete).subscribeOn(this.thread);
        }

    }

}
