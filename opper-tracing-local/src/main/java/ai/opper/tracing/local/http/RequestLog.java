// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Remembers the latest requests to the Opper API, so that users and tests can see what a
 * client really sent. A request is in the log before its client has the answer.
 */
public final class RequestLog implements WebFilter {

    private static final int CAPACITY = 10_000;

    private final Deque<Entry> entries = new ArrayDeque<>();

    private long count;

    /**
     * Adds the call that reads the log.
     * @param routes where to add it
     */
    public void addTo(Routes routes) {
        routes.add(HttpMethod.GET, "/api/requests", (call) -> Answer.ok(contents()));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        if (path.startsWith("/v2/") || path.startsWith("/v3/")) {
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> add(entry(exchange, path))));
        }
        return chain.filter(exchange);
    }

    private static Entry entry(ServerWebExchange exchange, String path) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        UUID resource = exchange.getAttribute(Routes.RESOURCE);
        return new Entry(exchange.getRequest().getMethod().name(), path, (status != null) ? status.value() : 200,
                Instant.now(), resource);
    }

    private synchronized void add(Entry entry) {
        this.count++;
        if (this.entries.size() == CAPACITY) {
            this.entries.removeFirst();
        }
        this.entries.addLast(entry);
    }

    private synchronized Contents contents() {
        return new Contents(this.count, new ArrayList<>(this.entries));
    }

    record Entry(String method, String path, int status, Instant time,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID id) {
    }

    record Contents(long totalCount, List<Entry> data) {
    }

}
