// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Traced;
import ai.opper.tracing.local.LocalOpper;
import ai.opper.tracing.local.LocalOpperSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Three real applications: MVC calls WebFlux calls MVC. */
class AcrossServicesTest {

    private final RestClient http = RestClient.create();

    private final List<ConfigurableApplicationContext> applications = new ArrayList<>();

    private LocalOpper localOpper;

    private ConfigurableApplicationContext front;

    private ConfigurableApplicationContext middle;

    private ConfigurableApplicationContext back;

    @BeforeEach
    void start(@TempDir Path directory) {
        this.localOpper = LocalOpper.start(
                LocalOpperSettings.defaults().withPort(0).withDatabase("jdbc:h2:file:" + directory.resolve("traces")));
        this.back = start(Back.class, WebApplicationType.SERVLET, "unused");
        this.middle = start(Middle.class, WebApplicationType.REACTIVE, url(this.back));
        this.front = start(Front.class, WebApplicationType.SERVLET, url(this.middle));
    }

    private ConfigurableApplicationContext start(Class<?> application, WebApplicationType type, String next) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(application).web(type)
            .logStartupInfo(false)
            .properties("server.port=0", "next=" + next, "opper.tracing.api-key=any",
                    "opper.tracing.base-url=" + this.localOpper.url(), "opper.local.enabled=false",
                    "management.tracing.export.enabled=false")
            .run();
        this.applications.add(context);
        return context;
    }

    @AfterEach
    void stop() {
        this.applications.forEach(ConfigurableApplicationContext::close);
        this.localOpper.close();
    }

    private static String url(ConfigurableApplicationContext application) {
        return "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
    }

    @Test
    void requestThroughThreeServices_isOneTrace() {
        assertThat(get(url(this.front) + "/ask/7")).isEqualTo("answer 7");
        // The spans below arrive before those that they hang under.
        List.of(this.back, this.middle, this.front)
            .forEach((application) -> assertThat(
                    application.getBean(OpperTracer.class).flush(Duration.ofSeconds(20)).isComplete())
                .isTrue());
        JsonNode traces = json("/v2/traces").get("data");
        assertThat(traces).hasSize(1);
        assertThat(chain(json("/v2/traces/" + traces.get(0).get("id").asString()).get("spans"))).containsExactly(
                "http get /ask/{id}", "Asking.ask", "http get /think/{id}", "Thinking.think", "http get /answer/{id}",
                "Answering.answer");
    }

    @Test
    void requestWithNothingTraced_leavesNoTrace() {
        assertThat(get(url(this.back) + "/plain")).isEqualTo("plain");
        assertThat(this.back.getBean(OpperTracer.class).flush(Duration.ofSeconds(20)).stored()).isZero();
    }

    private static List<String> chain(JsonNode spans) {
        Map<String, JsonNode> byParent = new HashMap<>();
        spans.forEach((span) -> byParent.put(span.path("parent_id").asString(""), span));
        List<String> names = new ArrayList<>();
        JsonNode span = byParent.get("");
        while (span != null) {
            names.add(span.get("name").asString());
            span = byParent.get(span.get("id").asString());
        }
        assertThat(names).hasSize(spans.size());
        return names;
    }

    private JsonNode json(String path) {
        return JsonMapper.shared().readTree(get(this.localOpper.url().resolve(path).toString()));
    }

    private String get(String url) {
        return this.http.get().uri(url).header("Authorization", "Bearer any").retrieve().body(String.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ FrontController.class, Asking.class })
    static class Front {

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ MiddleController.class, Thinking.class })
    static class Middle {

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ BackController.class, Answering.class })
    static class Back {

    }

    @RestController
    static class FrontController {

        private final Asking asking;

        FrontController(Asking asking) {
            this.asking = asking;
        }

        @GetMapping("/ask/{id}")
        String ask(@PathVariable int id) {
            return this.asking.ask(id);
        }

    }

    @Service
    static class Asking {

        private final RestClient client;

        Asking(RestClient.Builder client, Environment environment) {
            this.client = client.baseUrl(environment.getRequiredProperty("next")).build();
        }

        @Traced
        String ask(int id) {
            return this.client.get().uri("/think/{id}", id).retrieve().body(String.class);
        }

    }

    @RestController
    static class MiddleController {

        private final Thinking thinking;

        MiddleController(Thinking thinking) {
            this.thinking = thinking;
        }

        @GetMapping("/think/{id}")
        Mono<String> think(@PathVariable int id) {
            return this.thinking.think(id);
        }

    }

    @Service
    static class Thinking {

        private final WebClient client;

        Thinking(WebClient.Builder client, Environment environment) {
            this.client = client.baseUrl(environment.getRequiredProperty("next")).build();
        }

        @Traced
        Mono<String> think(int id) {
            return this.client.get().uri("/answer/{id}", id).retrieve().bodyToMono(String.class);
        }

    }

    @RestController
    static class BackController {

        private final Answering answering;

        BackController(Answering answering) {
            this.answering = answering;
        }

        @GetMapping("/answer/{id}")
        String answer(@PathVariable int id) {
            return this.answering.answer(id);
        }

        @GetMapping("/plain")
        String plain() {
            return "plain";
        }

    }

    @Service
    static class Answering {

        @Traced
        String answer(int id) {
            return "answer " + id;
        }

    }

}
