// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.viewer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.viewer.ViewerFiles.ViewerFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The page, its files, and its stream of changes; nothing here blocks for long. */
final class ViewerPages {

    // Tells a dead connection from a quiet one, on both sides.
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final List<String> PAGES = List.of("/", "/traces/{id}", "/compare", "/overview", "/sessions",
            "/session", "/metrics", "/datasets", "/datasets/{id}");

    private final ViewerFiles files = new ViewerFiles();

    private final TraceChanges changes;

    private final JsonMapper json;

    ViewerPages(TraceChanges changes, JsonMapper json) {
        this.changes = changes;
        this.json = json;
    }

    void addTo(Routes routes) {
        for (String page : PAGES) {
            routes.addReactive(HttpMethod.GET, page, (request) -> send(this.files.page()));
        }
        routes
            .addReactive(HttpMethod.GET, "/viewer/{*path}",
                    (request) -> file(request, request.pathVariable("path").substring(1)))
            .addReactive(HttpMethod.GET, "/api/events", (request) -> events());
    }

    private Mono<ServerResponse> file(ServerRequest request, String name) {
        return this.files.find(name).map(ViewerPages::send).orElseGet(() -> Routes.nothingAt(request));
    }

    private Mono<ServerResponse> events() {
        Flux<ServerSentEvent<String>> changed = this.changes.gathered()
            .map((ids) -> ServerSentEvent.builder(this.json.writeValueAsString(ids)).event("traces").build());
        Flux<ServerSentEvent<String>> events = Flux.merge(
                Flux.just(ServerSentEvent.<String>builder().event("hello").data("").build()), changed,
                heartbeat().takeUntilOther(this.changes.closed()));
        return ServerResponse.ok()
            .contentType(MediaType.TEXT_EVENT_STREAM)
            .body(BodyInserters.fromServerSentEvents(events));
    }

    private static Flux<ServerSentEvent<String>> heartbeat() {
        return Flux.interval(HEARTBEAT)
            .onBackpressureDrop()
            .map((tick) -> ServerSentEvent.<String>builder().comment("").build());
    }

    private static Mono<ServerResponse> send(ViewerFile file) {
        return ServerResponse.ok()
            .header("Content-Type", file.mediaType())
            .bodyValue(file.content().getBytes(StandardCharsets.UTF_8));
    }

}
