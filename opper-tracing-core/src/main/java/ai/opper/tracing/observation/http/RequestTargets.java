// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;
import org.springframework.util.PatternMatchUtils;

import ai.opper.tracing.observation.ClientRequests;

/** Chooses which outgoing calls may name the current span, by the host they go to. */
public final class RequestTargets implements Predicate<SenderContext<?>> {

    private final String[] hosts;

    private final List<ClientRequests> clients;

    /**
     * Makes a choice.
     * @param hosts host names, where {@code *} stands for any characters; when there are
     * none, every host is chosen. What is no HTTP request has no host and is chosen, too
     * @param clients the HTTP clients whose requests are understood
     */
    public RequestTargets(List<String> hosts, List<ClientRequests> clients) {
        this.hosts = hosts.stream().map((host) -> host.toLowerCase(Locale.ROOT)).toArray(String[]::new);
        this.clients = List.copyOf(clients);
    }

    @Override
    public boolean test(SenderContext<?> context) {
        if (this.hosts.length == 0) {
            return true;
        }
        for (ClientRequests client : this.clients) {
            if (client.include(context)) {
                return matches(client.address(context));
            }
        }
        return true;
    }

    private boolean matches(@Nullable URI uri) {
        String host = (uri != null) ? uri.getHost() : null;
        return host != null && PatternMatchUtils.simpleMatch(this.hosts, host.toLowerCase(Locale.ROOT));
    }

}
