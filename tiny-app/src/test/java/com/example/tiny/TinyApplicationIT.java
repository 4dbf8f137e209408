// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.tiny;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.OpperTracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.abort;

class TinyApplicationIT {

    private static final int PORT = 4319;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void skipIfSomethingElseListens() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
        }
        catch (IOException ex) {
            abort("Skipped: port " + PORT + " is taken, and this test is about the application without any"
                    + " configuration. Stop what listens there, perhaps a Local Opper of your own.");
        }
    }

    @Test
    void applicationWithoutConfiguration_showsItsTraces() throws Exception {
        try (ConfigurableApplicationContext context = SpringApplication.run(TinyApplication.class)) {
            QuoteService quotes = context.getBean(QuoteService.class);
            quotes.quote("tea", 4);
            assertThatIllegalArgumentException().isThrownBy(() -> quotes.quote("tea", 0));
            assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(20)).isComplete()).isTrue();

            JsonNode traces = get("/v2/traces?limit=2").get("data");
            assertThat(traces.get(0).get("name").asString()).isEqualTo("QuoteService.quote");
            JsonNode failed = span(traces.get(0));
            assertThat(failed.get("error").asString())
                .isEqualTo("java.lang.IllegalArgumentException: Nobody can buy 0 pieces.");
            JsonNode span = span(traces.get(1));
            assertThat(span.get("data").get("input").asString()).isEqualTo("{\"product\":\"tea\",\"pieces\":4}");
            assertThat(span.get("data").get("output").asString()).isEqualTo("{\"product\":\"TEA\",\"price\":10.0}");
            assertThat(span.get("metrics").get(0).get("value").asDouble()).isEqualTo(10);
            assertThat(page()).contains("<title>");
        }
    }

    private JsonNode span(JsonNode trace) throws Exception {
        JsonNode spans = get("/v2/traces/" + trace.get("id").asString()).get("spans");
        assertThat(spans).hasSize(1);
        return spans.get(0);
    }

    private JsonNode get(String path) throws Exception {
        return JsonMapper.builder().build().readTree(body(path));
    }

    private String page() throws Exception {
        return body("/");
    }

    private String body(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path)).build();
        HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

}
