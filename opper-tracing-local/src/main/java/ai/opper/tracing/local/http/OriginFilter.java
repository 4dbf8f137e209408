// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.util.Locale;
import java.util.Set;

import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Refuses requests that change something and come from a page of another origin. Programs
 * send no Origin header and pass.
 */
final class OriginFilter implements WebFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String origin = request.getHeaders().getFirst("Origin");
        if (origin == null || SAFE.contains(request.getMethod().name()) || own(origin, request)) {
            return chain.filter(exchange);
        }
        return Mono.error(ApiException.forbidden("Pages of other origins cannot change anything here."));
    }

    // The Host header was checked before.
    private static boolean own(String origin, ServerHttpRequest request) {
        String host = String.valueOf(request.getHeaders().getFirst("Host"));
        return origin.toLowerCase(Locale.ROOT).equals("http://" + host.toLowerCase(Locale.ROOT));
    }

}
