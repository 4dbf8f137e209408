// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.http;

import java.net.URI;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.ClientResponse;

import ai.opper.tracing.observation.ClientRequests;

/** Requests of {@code WebClient}. */
public final class ReactiveClientRequests implements ClientRequests {

    @Override
    public boolean include(Observation.Context context) {
        return context instanceof ClientRequestObservationContext;
    }

    @Override
    public @Nullable URI address(Observation.Context context) {
        ClientRequest request = ((ClientRequestObservationContext) context).getRequest();
        return (request != null) ? request.url() : null;
    }

    @Override
    public int status(Observation.Context context) {
        ClientResponse response = ((ClientRequestObservationContext) context).getResponse();
        return (response != null) ? response.statusCode().value() : 0;
    }

    @Override
    public @Nullable String header(Observation.Context context, String name) {
        ClientResponse response = ((ClientRequestObservationContext) context).getResponse();
        return (response != null) ? response.headers().asHttpHeaders().getFirst(name) : null;
    }

}
