// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;

/** Puts the checks before the routes. */
public final class HttpFront {

    private HttpFront() {
    }

    /**
     * Joins routes and checks.
     * @param routes what can be called
     * @param json writes errors
     * @param checks what every request passes
     * @return the handler of all requests
     */
    public static HttpHandler handler(Routes routes, JsonMapper json, HttpChecks checks) {
        HandlerStrategies strategies = HandlerStrategies.empty()
            .codecs((codecs) -> codecs.registerDefaults(true))
            .localeContextResolver(new AcceptHeaderLocaleContextResolver())
            .webFilter(new SecurityHeadersFilter())
            .webFilter(checks.log())
            .webFilter(new HostFilter(checks.ownAddress(), checks.loopback()))
            .webFilter(new OriginFilter())
            .webFilter(checks.access())
            .exceptionHandler(new ErrorResponses(json))
            .build();
        return RouterFunctions.toHttpHandler(routes.build(), strategies);
    }

}
