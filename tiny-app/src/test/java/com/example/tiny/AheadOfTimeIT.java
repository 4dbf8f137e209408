// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.tiny;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.local.LocalOpper;
import ai.opper.tracing.local.LocalOpperSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The application as process-aot left it, without any configuration at that time. Runs in
 * a virtual machine with {@code spring.aot.enabled}.
 */
class AheadOfTimeIT {

    private static final String KEY = "a-key-that-was-not-there-at-build-time";

    private final HttpClient http = HttpClient.newHttpClient();

    /** Takes the place of the API, and asks for the key. */
    private LocalOpper api;

    @BeforeEach
    void startApi() {
        this.api = LocalOpper.start(new LocalOpperSettings("127.0.0.1", 0, database(), KEY));
    }

    @AfterEach
    void stopApi() {
        this.api.close();
    }

    @Test
    void keyOfTheStart_sendsSpansToTheApi() throws Exception {
        try (ConfigurableApplicationContext context = start("--opper.tracing.api-key=" + KEY,
                "--opper.tracing.base-url=" + this.api.url(), "--opper.local.enabled=false")) {
            assertThat(context.containsBean(AnnotationConfigUtils.CONFIGURATION_ANNOTATION_PROCESSOR_BEAN_NAME))
                .as("classes are still read at the start")
                .isFalse();
            assertThat(context.getBean(QuoteService.class)
                .getClass()
                .getClassLoader()
                .getResource("com/example/tiny/QuoteService$$SpringCGLIB$$0.class")).isNotNull();

            callTwice(context);
        }
        assertTraces(this.api.url());
    }

    @Test
    void noKey_sendsSpansToLocalOpper() throws Exception {
        int port = freePort();
        URI local = URI.create("http://127.0.0.1:" + port);
        try (ConfigurableApplicationContext context = start("--opper.local.port=" + port,
                "--opper.local.database=" + database(), "--opper.local.token=" + KEY)) {
            callTwice(context);
            assertTraces(local);
        }
        assertThat(get(this.api.url(), "/v2/traces?limit=2").get("data")).isEmpty();
    }

    @Test
    void neitherKeyNorLocalOpper_startsAllTheSame() {
        try (ConfigurableApplicationContext context = start("--opper.local.enabled=false")) {
            context.getBean(QuoteService.class).quote("tea", 4);
            assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(20)).isComplete()).isTrue();
        }
    }

    @Test
    void switchedOffAtTheStart_sendsNothing() throws Exception {
        int port = freePort();
        try (ConfigurableApplicationContext context = start("--opper.tracing.enabled=false",
                "--opper.tracing.api-key=" + KEY, "--opper.tracing.base-url=" + this.api.url(),
                "--opper.local.port=" + port)) {
            context.getBean(QuoteService.class).quote("tea", 4);
            context.getBean(OpperTracer.class).flush(Duration.ofSeconds(20));
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
        assertThat(get(this.api.url(), "/v2/traces?limit=2").get("data")).isEmpty();
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        SpringApplication application = new SpringApplication(TinyApplication.class);
        application.setMainApplicationClass(TinyApplication.class);
        return application.run(arguments);
    }

    private static void callTwice(ConfigurableApplicationContext context) {
        QuoteService quotes = context.getBean(QuoteService.class);
        quotes.quote("tea", 4);
        assertThatIllegalArgumentException().isThrownBy(() -> quotes.quote("tea", 0));
        assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(20)).isComplete()).isTrue();
    }

    private void assertTraces(URI url) throws Exception {
        JsonNode traces = get(url, "/v2/traces?limit=5").get("data");
        assertThat(traces).hasSize(2);
        assertThat(span(url, traces.get(0)).get("error").asString())
            .isEqualTo("java.lang.IllegalArgumentException: Nobody can buy 0 pieces.");
        JsonNode span = span(url, traces.get(1));
        assertThat(span.get("data").get("input").asString()).isEqualTo("{\"product\":\"tea\",\"pieces\":4}");
        assertThat(span.get("data").get("output").asString()).isEqualTo("{\"product\":\"TEA\",\"price\":10.0}");
        assertThat(span.get("metrics").get(0).get("value").asDouble()).isEqualTo(10);
    }

    private JsonNode span(URI url, JsonNode trace) throws Exception {
        JsonNode spans = get(url, "/v2/traces/" + trace.get("id").asString()).get("spans");
        assertThat(spans).hasSize(1);
        return spans.get(0);
    }

    private JsonNode get(URI url, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
            .header("Authorization", "Bearer " + KEY)
            .build();
        HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return JsonMapper.builder().build().readTree(response.body());
    }

    /** One that no other test has seen. */
    private static String database() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

}
