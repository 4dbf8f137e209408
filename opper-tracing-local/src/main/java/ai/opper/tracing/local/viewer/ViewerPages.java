// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.viewer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.viewer.ViewerFiles.ViewerFile;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The page and its files; nothing here blocks for long. */
final class ViewerPages {

    private static final CacheControl KEPT = CacheControl.maxAge(Duration.ofDays(1)).cachePrivate().immutable();

    /** Which module shows what is at a path. */
    private static final Map<String, String> PAGES = Map.of("/", "explorer/explorer.js", "/traces/{id}",
            "trace/trace.js", "/compare", "compare/compare.js", "/overview", "overview/overview.js", "/sessions",
            "sessions/sessions.js", "/session", "sessions/session.js", "/metrics", "metrics/metrics.js", "/datasets",
            "datasets/datasets.js", "/datasets/{id}", "datasets/datasets.js");

    // Another start may bring other files, so they get another path.
    private final String root = "/viewer/" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "/";

    private final ViewerFiles files = new ViewerFiles(this.root);

    void addTo(Routes routes) {
        PAGES.forEach((path, module) -> routes.addReactive(HttpMethod.GET, path,
                (request) -> send(this.files.page(module), CacheControl.noStore())));
        routes.addReactive(HttpMethod.GET, this.root + "{*name}",
                (request) -> file(request, request.pathVariable("name").substring(1)));
    }

    private Mono<ServerResponse> file(ServerRequest request, String name) {
        return this.files.find(name).map((file) -> send(file, KEPT)).orElseGet(() -> Routes.nothingAt(request));
    }

    private static Mono<ServerResponse> send(ViewerFile file, CacheControl cacheControl) {
        return ServerResponse.ok()
            .header("Content-Type", file.mediaType())
            .cacheControl(cacheControl)
            .bodyValue(file.content().getBytes(StandardCharsets.UTF_8));
    }

}
