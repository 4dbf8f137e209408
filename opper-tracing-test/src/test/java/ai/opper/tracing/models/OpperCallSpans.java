// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.models;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the span that Opper makes of a call of a model, under the one the call names. */
final class OpperCallSpans {

    private final URI spans;

    private final HttpClient client;

    OpperCallSpans(URI opper, HttpClient client) {
        this.spans = opper.resolve("/v2/spans");
        this.client = client;
    }

    void record(Map<String, String> headers, JsonNode request, Map<String, Object> answer, Instant start)
            throws IOException {
        Map<String, Object> span = new HashMap<>();
        span.put("name", headers.getOrDefault("x-opper-name", "call"));
        span.put("type", "generation");
        span.put("trace_id", headers.get("x-opper-trace-id"));
        span.put("parent_id", headers.get("x-opper-parent-span-id"));
        span.put("start_time", start.toString());
        span.put("end_time", Instant.now().toString());
        span.put("input", Map.of("messages", request.path("messages"), "tools", request.path("tools")));
        span.put("output", answer);
        span.put("meta", Map.of("model", ScriptedModels.SERVED, "input_tokens", 20, "output_tokens", 5, "total_tokens",
                25, "cost", Double.valueOf(ScriptedModels.COST)));
        HttpRequest post = HttpRequest.newBuilder(this.spans)
            .header("Authorization", headers.get("authorization"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(span)))
            .build();
        try {
            HttpResponse<String> response = this.client.send(post, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException("Opper's span was not taken: " + response.body());
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
