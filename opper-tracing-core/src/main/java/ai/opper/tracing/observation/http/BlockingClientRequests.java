// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.http;

import java.io.IOException;
import java.net.URI;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.observation.ClientRequestObservationContext;

import ai.opper.tracing.observation.ClientRequests;

/** Requests of {@code RestClient} and {@code RestTemplate}. */
public final class BlockingClientRequests implements ClientRequests {

    @Override
    public boolean include(Observation.Context context) {
        return context instanceof ClientRequestObservationContext;
    }

    @Override
    public @Nullable URI address(Observation.Context context) {
        ClientHttpRequest request = ((ClientRequestObservationContext) context).getCarrier();
        return (request != null) ? request.getURI() : null;
    }

    @Override
    public int status(Observation.Context context) {
        ClientHttpResponse response = ((ClientRequestObservationContext) context).getResponse();
        try {
            return (response != null) ? response.getStatusCode().value() : 0;
        }
        catch (IOException ex) {
            return 0;
        }
    }

    @Override
    public @Nullable String header(Observation.Context context, String name) {
        ClientHttpResponse response = ((ClientRequestObservationContext) context).getResponse();
        return (response != null) ? response.getHeaders().getFirst(name) : null;
    }

}
