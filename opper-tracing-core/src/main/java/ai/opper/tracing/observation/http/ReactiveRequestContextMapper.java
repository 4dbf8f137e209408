// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.http;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** Requests that are served by WebFlux. */
public final class ReactiveRequestContextMapper extends ServerRequestContextMapper<ServerRequestObservationContext> {

    public ReactiveRequestContextMapper() {
        super(ServerRequestObservationContext.class);
    }

    @Override
    @Nullable String method(ServerRequestObservationContext context) {
        ServerHttpRequest request = context.getCarrier();
        return (request != null) ? request.getMethod().name() : null;
    }

    @Override
    @Nullable String route(ServerRequestObservationContext context) {
        return context.getPathPattern();
    }

    @Override
    @Nullable Integer status(ServerRequestObservationContext context) {
        ServerHttpResponse response = context.getResponse();
        HttpStatusCode status = (response != null) ? response.getStatusCode() : null;
        return (status != null) ? status.value() : null;
    }

}
