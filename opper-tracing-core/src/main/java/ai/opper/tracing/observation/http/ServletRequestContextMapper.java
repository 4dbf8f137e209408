// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Requests that are served by a servlet container. */
public final class ServletRequestContextMapper extends ServerRequestContextMapper<ServerRequestObservationContext> {

    public ServletRequestContextMapper() {
        super(ServerRequestObservationContext.class);
    }

    @Override
    @Nullable String method(ServerRequestObservationContext context) {
        HttpServletRequest request = context.getCarrier();
        return (request != null) ? request.getMethod() : null;
    }

    @Override
    @Nullable String route(ServerRequestObservationContext context) {
        return context.getPathPattern();
    }

    @Override
    @Nullable Integer status(ServerRequestObservationContext context) {
        HttpServletResponse response = context.getResponse();
        return (response != null) ? response.getStatus() : null;
    }

}
