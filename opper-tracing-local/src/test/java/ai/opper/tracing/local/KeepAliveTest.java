// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser asks over a few connections, one request after the other: what comes from the
 * database, what comes from memory, what is refused.
 */
class KeepAliveTest {

    private static final int CONNECTIONS = 6;

    private static final int ROUNDS = 40;

    private static final int PATIENCE_MILLIS = 20_000;

    private static final List<String> PATHS = List.of("/local/api/thresholds", "/", "/local/api/traces/nonsense", "/",
            "/local/api/traces/export", "/");

    @RegisterExtension
    static final RunningOpper opper = new RunningOpper();

    private final ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);

    @AfterEach
    void stopClients() {
        this.clients.shutdownNow();
    }

    @Test
    void request_isAnsweredHoweverSoonItFollowsTheAnswerBefore() throws Exception {
        List<Callable<List<Integer>>> browsers = IntStream.range(0, CONNECTIONS)
            .<Callable<List<Integer>>>mapToObj((i) -> () -> askOnOneConnection(opper.opper().url()))
            .toList();
        for (Future<List<Integer>> statuses : this.clients.invokeAll(browsers)) {
            assertThat(statuses.get()).hasSize(ROUNDS * PATHS.size()).containsOnly(200, 422);
        }
    }

    private static List<Integer> askOnOneConnection(URI server) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int round = 0; round < ROUNDS; round++) {
                for (String path : PATHS) {
                    String request = "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n".formatted(path, server.getPort());
                    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                    statuses.add(readAnswer(in));
                }
            }
        }
        return statuses;
    }

    private static int readAnswer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).substring("HTTP/1.1 ".length()).substring(0, 3));
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(header.indexOf(':') + 1).trim());
            }
        }
        if (length >= 0) {
            in.skipNBytes(length);
        }
        else {
            skipChunks(in);
        }
        return status;
    }

    private static void skipChunks(InputStream in) throws IOException {
        int length;
        do {
            length = Integer.parseInt(line(in), 16);
            in.skipNBytes(length + 2L);
        }
        while (length > 0);
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

}
