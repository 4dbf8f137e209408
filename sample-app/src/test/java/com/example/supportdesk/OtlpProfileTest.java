// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.local.LocalOpper;
import ai.opper.tracing.local.LocalOpperSettings;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.StoredSpan;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The profile in which spans go to an OTLP endpoint. */
class OtlpProfileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AutoClose
    private final LocalOpper local = LocalOpper
        .start(LocalOpperSettings.defaults().withPort(0).withDatabase("jdbc:h2:mem:otlp-profile"));

    @AutoClose
    private final FakeOpperApi opper = FakeOpperApi.start();

    private final RestClient client = RestClient.builder().requestFactory(new JdkClientHttpRequestFactory()).build();

    private static ConfigurableApplicationContext start(List<String> profiles, String... properties) {
        return new SpringApplicationBuilder(SupportDeskApplication.class).profiles(profiles.toArray(String[]::new))
            .logStartupInfo(false)
            .run(Stream.concat(Stream.of("server.port=0", "opper.tracing.enabled=true"), Stream.of(properties))
                .map((property) -> "--" + property)
                .toArray(String[]::new));
    }

    private void ask(ConfigurableApplicationContext application) {
        String port = application.getEnvironment().getProperty("local.server.port");
        this.client.post()
            .uri("http://127.0.0.1:" + port + "/api/chat")
            .contentType(MediaType.APPLICATION_JSON)
            .body("{\"conversationId\": \"session-1\", \"message\": \"My card is 4111 1111 1111 1111\"}")
            .retrieve()
            .toBodilessEntity();
        assertThat(application.getBean(OpperTracer.class).flush(PATIENCE).isComplete()).isTrue();
    }

    private JsonNode local(String path) {
        return this.client.get().uri(this.local.url().resolve(path)).retrieve().body(JsonNode.class);
    }

    @Test
    void withoutKey_localOpperHasEachSpanOnceAndByOtlp() {
        try (ConfigurableApplicationContext application = start(List.of("otlp"), "opper.local.enabled=true",
                "opper.local.port=" + this.local.url().getPort())) {
            ask(application);
        }
        JsonNode traces = local("/v2/traces").path("data");
        assertThat(traces).hasSize(1);
        JsonNode spans = local("/v2/traces/" + traces.get(0).path("id").asString()).path("spans");
        assertThat(spans.valueStream().map((span) -> span.path("name").asString())).contains("chatbot.turn")
            .doesNotHaveDuplicates();
        assertThat(spans).isNotEmpty().allSatisfy((span) -> {
            assertThat(span.path("meta").path("otel").path("scope").asString()).isEqualTo("ai.opper.tracing");
            assertThat(span.path("meta").path("service_name").asString()).isEqualTo("support-desk");
        });
        assertThat(local("/api/requests").path("data").valueStream().map((request) -> request.path("path").asString()))
            .isNotEmpty()
            .doesNotContain("/v2/spans");
    }

    @Test
    void withKey_opperHasTheSpansAsWell() {
        try (ConfigurableApplicationContext application = start(List.of("opper", "otlp"), "opper.local.enabled=false",
                "opper.local.port=" + this.local.url().getPort(), "opper.tracing.api-key=op-secret",
                "opper.tracing.base-url=" + this.opper.url())) {
            ask(application);
        }
        assertThat(this.opper.spans()).extracting(StoredSpan::name).contains("chatbot.turn");
        assertThat(local("/v2/traces").path("data")).hasSize(1);
    }

}
