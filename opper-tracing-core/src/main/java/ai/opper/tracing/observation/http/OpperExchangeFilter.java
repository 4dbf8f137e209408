// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.http;

import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

import ai.opper.tracing.OpperCall;

/**
 * Lets a request of {@code WebClient} to Opper wait for its span where no thread may be
 * blocked. Other requests pass.
 */
public final class OpperExchangeFilter implements ExchangeFilterFunction {

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return Mono.deferContextual((context) -> {
            OpperCall call = callOf(context.getOrDefault(ObservationThreadLocalAccessor.KEY, null));
            if (call == null) {
                return next.exchange(request);
            }
            return Mono.fromCompletionStage(call.whenOpened())
                .flatMap((headers) -> next.exchange(with(request, headers)));
        });
    }

    private static @Nullable OpperCall callOf(@Nullable Observation observation) {
        Observation.Context context = (observation != null) ? observation.getContext() : null;
        return (context instanceof ClientRequestObservationContext) ? context.get(OpperCall.class) : null;
    }

    private static ClientRequest with(ClientRequest request, Map<String, String> headers) {
        return ClientRequest.from(request).headers((known) -> headers.forEach(known::set)).build();
    }

}
