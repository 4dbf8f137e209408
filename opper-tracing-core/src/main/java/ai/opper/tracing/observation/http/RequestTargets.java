// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.util.PatternMatchUtils;
import org.springframework.web.reactive.function.client.ClientRequest;

/** Chooses which outgoing calls may name the current span, by the host they go to. */
public final class RequestTargets implements Predicate<SenderContext<?>> {

    private final String[] hosts;

    /**
     * Makes a choice.
     * @param hosts host names, where {@code *} stands for any characters; when there are
     * none, every host is chosen. What is no HTTP request has no host and is chosen, too
     */
    public RequestTargets(List<String> hosts) {
        this.hosts = hosts.stream().map((host) -> host.toLowerCase(Locale.ROOT)).toArray(String[]::new);
    }

    @Override
    public boolean test(SenderContext<?> context) {
        if (this.hosts.length == 0) {
            return true;
        }
        if (context instanceof ClientRequestObservationContext blocking) {
            ClientHttpRequest request = blocking.getCarrier();
            return request != null && matches(request.getURI());
        }
        if (context instanceof org.springframework.web.reactive.function.client.ClientRequestObservationContext reactive) {
            ClientRequest request = reactive.getRequest();
            return request != null && matches(request.url());
        }
        return true;
    }

    private boolean matches(@Nullable URI uri) {
        String host = (uri != null) ? uri.getHost() : null;
        return host != null && PatternMatchUtils.simpleMatch(this.hosts, host.toLowerCase(Locale.ROOT));
    }

}
