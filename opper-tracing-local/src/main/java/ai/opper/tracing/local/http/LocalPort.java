// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.net.InetSocketAddress;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** The port that a request came in by. */
final class LocalPort {

    private LocalPort() {
    }

    static int of(ServerHttpRequest request) {
        InetSocketAddress local = request.getLocalAddress();
        return (local != null) ? local.getPort() : -1;
    }

}
