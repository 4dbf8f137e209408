// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Finds out who listens on the port that we want, by asking. */
final class Neighbour {

    private static final int TIMEOUT_MILLIS = 1500;

    private static final int ANSWER_BYTES = 4096;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final URI url;

    Neighbour(URI url) {
        this.url = url;
    }

    URI url() {
        return this.url;
    }

    Kind look() {
        try {
            HttpURLConnection connection = (HttpURLConnection) this.url.resolve(Doorway.IDENTITY)
                .toURL()
                .openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Connection", "close");
            return answersAsWeDo(connection) ? Kind.LOCAL_OPPER : Kind.STRANGER;
        }
        catch (ConnectException ex) {
            return Kind.NOBODY;
        }
        catch (IOException ex) {
            return Kind.STRANGER;
        }
    }

    /** Looks again for a while, for one that is still starting. */
    Kind await() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Kind found = look();
        while (found != Kind.LOCAL_OPPER && System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            found = look();
        }
        return found;
    }

    private static boolean answersAsWeDo(HttpURLConnection connection) throws IOException {
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            return false;
        }
        try (InputStream in = connection.getInputStream()) {
            String answer = new String(in.readNBytes(ANSWER_BYTES), StandardCharsets.UTF_8);
            return answer.contains("\"name\":\"" + LocalServer.NAME + "\"");
        }
    }

    enum Kind {

        NOBODY, LOCAL_OPPER, STRANGER

    }

}
