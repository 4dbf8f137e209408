// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Posts JSON to the v2 API as a foreign client would, and insists on success. */
final class SpanPoster {

    private final HttpClient client = HttpClient.newHttpClient();

    private final URI base;

    SpanPoster(URI base) {
        this.base = base;
    }

    void post(String path, String json) {
        send("POST", path, json);
    }

    void patch(String path, String json) {
        send("PATCH", path, json);
    }

    /** Posts bytes as they are; returns the status. */
    int postBytes(String path, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(this.base.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
        return answer(request).statusCode();
    }

    private void send(String method, String path, String json) {
        HttpRequest request = HttpRequest.newBuilder(this.base.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json))
            .build();
        HttpResponse<String> response = answer(request);
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return this.client.send(request, HttpResponse.BodyHandlers.ofString());
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

}
