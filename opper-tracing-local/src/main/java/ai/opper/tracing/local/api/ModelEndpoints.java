// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.util.List;

import ai.opper.tracing.local.http.ApiException;
import ai.opper.tracing.local.http.Routes;

import org.springframework.http.HttpMethod;

/** Opper's model endpoints, which are not here: the answer says so. */
final class ModelEndpoints {

    private static final List<String> PATHS = List.of("/v2/call", "/v2/call/stream", "/v3/call", "/v3/call/stream",
            "/v3/compat/chat/completions", "/v3/compat/responses", "/v3/compat/embeddings", "/v3/compat/v1/messages");

    private ModelEndpoints() {
    }

    static void addTo(Routes routes) {
        PATHS.forEach((path) -> routes.add(HttpMethod.POST, path, (call) -> {
            throw ApiException
                .notImplemented("This is Local Opper, which keeps traces on this machine and runs no models; "
                        + "send model calls to https://api.opper.ai or to your model's provider.");
        }));
    }

}
