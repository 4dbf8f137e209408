// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls an API as any HTTP client would, one request at a time. */
final class ApiCaller {

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;

    private Duration timeout = Duration.ofSeconds(10);

    private String key = "test-key";

    ApiCaller(URI base) {
        this.base = base;
    }

    ApiCaller timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    ApiCaller key(String key) {
        this.key = key;
        return this;
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, body);
    }

    HttpResponse<String> send(String method, String path, String body) {
        try {
            return attempt(method, path, body);
        }
        catch (IOException ex) {
            throw new AssertionError(method + " " + path + " got no response", ex);
        }
    }

    HttpResponse<String> attempt(String method, String path, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(path))
            .timeout(this.timeout)
            .header("Content-Type", "application/json")
            .method(method,
                    body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!this.key.isEmpty()) {
            request.header("Authorization", "Bearer " + this.key);
        }
        try {
            return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ex);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

}
