// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.viewer;

import java.nio.charset.StandardCharsets;

import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.viewer.ViewerFiles.ViewerFile;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The page and its files; nothing here blocks for long. */
final class ViewerPages {

    private final ViewerFiles files = new ViewerFiles();

    void addTo(Routes routes) {
        for (String page : new String[] { "/", "/traces/{id}", "/datasets" }) {
            routes.addReactive(HttpMethod.GET, page, (request) -> send(this.files.page()));
        }
        routes.addReactive(HttpMethod.GET, "/viewer/{name}", (request) -> file(request, request.pathVariable("name")))
            .addReactive(HttpMethod.GET, "/viewer/vendor/{name}",
                    (request) -> file(request, "vendor/" + request.pathVariable("name")));
    }

    private Mono<ServerResponse> file(ServerRequest request, String name) {
        return this.files.find(name).map(ViewerPages::send).orElseGet(() -> Routes.nothingAt(request));
    }

    private static Mono<ServerResponse> send(ViewerFile file) {
        return ServerResponse.ok()
            .header("Content-Type", file.mediaType())
            .bodyValue(file.content().getBytes(StandardCharsets.UTF_8));
    }

}
