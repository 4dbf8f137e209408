// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Refuses requests that were meant for another host. A page of a foreign site can point a
 * name of its own at this machine (DNS rebinding), but it cannot make a browser send
 * another Host header than that name.
 */
final class HostFilter implements WebFilter {

    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");

    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|\\d{1,3}(\\.\\d{1,3}){3}");

    private final Set<String> names;

    private final boolean anyAddress;

    HostFilter(String ownAddress, boolean loopback) {
        String address = ownAddress.toLowerCase(Locale.ROOT);
        this.names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        this.names.add(address.contains(":") ? "[" + address + "]" : address);
        this.anyAddress = !loopback;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String host = exchange.getRequest().getHeaders().getFirst("Host");
        if (host != null && own(host, LocalPort.of(exchange.getRequest()))) {
            return chain.filter(exchange);
        }
        return Mono.error(ApiException.misdirected("The Host header does not name this Local Opper; "
                + "use http://localhost or the address it is bound to, with its port."));
    }

    private boolean own(String header, int localPort) {
        Matcher host = HOST.matcher(header.toLowerCase(Locale.ROOT));
        if (!host.matches()) {
            return false;
        }
        int port = (host.group(2) != null) ? Integer.parseInt(host.group(2)) : 80;
        String name = host.group(1);
        // Rebinding needs a name: an address cannot be pointed elsewhere.
        boolean address = this.anyAddress && ADDRESS.matcher(name).matches();
        return port == localPort && (address || this.names.contains(name));
    }

}
