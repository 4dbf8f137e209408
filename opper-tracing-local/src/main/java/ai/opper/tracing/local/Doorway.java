// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** Says at once who is here; lets all other requests in when the database is open. */
final class Doorway implements HttpHandler {

    static final String IDENTITY = "/local-opper";

    private final HttpHandler identity;

    private final Mono<HttpHandler> ready;

    Doorway(HttpHandler identity, Mono<HttpHandler> ready) {
        this.identity = identity;
        this.ready = ready;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        if (request.getPath().value().equals(IDENTITY)) {
            return this.identity.handle(request, response);
        }
        return this.ready.flatMap((everything) -> everything.handle(request, response));
    }

}
