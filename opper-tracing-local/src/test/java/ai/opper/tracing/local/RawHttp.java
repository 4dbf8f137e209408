// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends headers that HTTP clients refuse to send, such as a foreign Host. */
final class RawHttp {

    private RawHttp() {
    }

    static String send(URI server, String requestLine, String... headers) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            String request = requestLine + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                    + "\r\nContent-Length: 12\r\nConnection: close\r\n\r\n{\"name\":\"x\"}";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
