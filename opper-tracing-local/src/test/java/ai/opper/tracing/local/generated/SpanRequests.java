// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.generated;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

import ai.opper.tracing.local.store.Span;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests that create spans, sent over plain sockets: a client that takes as little of
 * the machine as can be, since it shares it with the server that is measured.
 */
final class SpanRequests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String LENGTH = "content-length:";

    private SpanRequests() {
    }

    static byte[] post(Span span, URI server) {
        String body = body(span);
        String head = "POST /v2/spans HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(server.getAuthority(), body.getBytes(StandardCharsets.UTF_8).length);
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Sends one trace after the other, and each of its spans when the one before is
     * stored.
     */
    static void send(Queue<List<byte[]>> traces, URI server) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (List<byte[]> trace = traces.poll(); trace != null; trace = traces.poll()) {
                for (byte[] request : trace) {
                    socket.getOutputStream().write(request);
                    expectOk(in);
                }
            }
        }
    }

    private static void expectOk(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).trim());
            }
        }
        byte[] body = in.readNBytes(length);
        if (!status.contains(" 200 ")) {
            throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The server has closed the connection.");
            }
            line.append((char) next);
        }
        return line.toString().trim();
    }

    private static String body(Span span) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", span.id().toString());
        json.put("trace_id", span.traceId().toString());
        json.put("parent_id", (span.parentId() != null) ? span.parentId().toString() : null);
        json.put("name", span.name());
        json.put("type", span.type());
        json.put("start_time", span.startTime().toString());
        json.put("end_time", String.valueOf(span.endTime()));
        json.put("input", span.input());
        json.put("output", span.output());
        json.put("error", span.error());
        json.set("meta", span.meta());
        return json.toString();
    }

}
