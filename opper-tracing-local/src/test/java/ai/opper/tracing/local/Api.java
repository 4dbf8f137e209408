// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a running Local Opper over HTTP, as its clients do. */
final class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;

    Api(URI base) {
        this.base = base;
    }

    Reply get(String path, String... headers) {
        return call("GET", path, null, headers);
    }

    Reply post(String path, String body, String... headers) {
        return call("POST", path, body, headers);
    }

    Reply patch(String path, String body) {
        return call("PATCH", path, body);
    }

    Reply delete(String path) {
        return call("DELETE", path, null);
    }

    /** Creates a span and returns its id. */
    String span(String json) {
        return post("/v2/spans", json).expect(200).text("id");
    }

    Reply call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(path))
            .method(method,
                    (body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Reply(this.client.send(request.build(), BodyHandlers.ofString()));
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    record Reply(HttpResponse<String> response) {

        int status() {
            return this.response.statusCode();
        }

        String header(String name) {
            return this.response.headers().firstValue(name).orElse("");
        }

        String body() {
            return this.response.body();
        }

        JsonNode json() {
            return JSON.readTree(this.response.body());
        }

        String text(String field) {
            return json().path(field).asString();
        }

        Reply expect(int status) {
            if (status() != status) {
                throw new AssertionError("Expected %d, got %d: %s".formatted(status, status(), body()));
            }
            return this;
        }

        /** Checks the error shape and that the detail names the field. */
        Reply expectInvalid(String field) {
            expect(422);
            JsonNode detail = json().path("detail");
            for (JsonNode violation : detail) {
                if (violation.path("field").asString().equals(field)
                        && !violation.path("message").asString().isEmpty()) {
                    return this;
                }
            }
            throw new AssertionError("Expected the field %s to be named: %s".formatted(field, body()));
        }

    }

}
