// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.time.Duration;

import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import ai.opper.tracing.Traced;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** Controllers of WebFlux whose publishers are traced, and the calls that they make. */
class WebFluxControllerTest {

    private final TracedApplication application = TracedApplication.of(Web.class, Controller.class, Steps.class);

    private final DisposableServer server = HttpServer.create()
        .host("localhost")
        .port(0)
        .handle(new ReactorHttpHandlerAdapter(
                WebHttpHandlerBuilder.applicationContext(this.application.bean(Web.class).context).build()))
        .bindNow();

    @AfterEach
    void close() {
        this.server.disposeNow();
        this.application.close();
    }

    private String get(String path) {
        return WebClient.create("http://localhost:" + this.server.port())
            .get()
            .uri(path)
            .retrieve()
            .bodyToMono(String.class)
            .block(Duration.ofSeconds(10));
    }

    @Test
    void childrenOfAController_nestBelowItsPublisherAcrossACallOfAWebClient() {
        assertThat(get("/outer?port=" + this.server.port())).isEqualTo("ab-step");
        SpanRecord outer = this.application.spans().named("Controller.outer");
        assertThat(outer.error()).isNull();
        assertThat(outer.meta()).doesNotContainKey("cancelled");
        assertThat(this.application.spans().named("Steps.step").parentId()).isEqualTo(outer.id());
    }

    @Test
    void fluxOfAController_isOneSpanWithItsElements() {
        assertThat(get("/parts")).isEqualTo("ab");
        SpanRecord parts = this.application.spans().awaitCount(1).only();
        assertThat(SpansInMemory.output(parts)).isEqualTo("\"ab\"");
        assertThat(parts.meta()).doesNotContainKey("cancelled");
    }

    @EnableWebFlux
    static class Web {

        private final ApplicationContext context;

        Web(ApplicationContext context) {
            this.context = context;
        }

    }

    @RestController
    static class Controller {

        private final Steps steps;

        private final ObservationRegistry registry;

        Controller(Steps steps, ObservationRegistry registry) {
            this.steps = steps;
            this.registry = registry;
        }

        @Traced
        @GetMapping("/outer")
        public Mono<String> outer(int port) {
            return WebClient.builder()
                .observationRegistry(this.registry)
                .build()
                .get()
                .uri("http://localhost:" + port + "/parts")
                .retrieve()
                .bodyToMono(String.class)
                .flatMap(this.steps::step);
        }

        @Traced
        @GetMapping("/parts")
        public Flux<String> parts() {
            return Flux.just("a", "b").delayElements(Duration.ofMillis(1));
        }

    }

    static class Steps {

        @Traced
        public Mono<String> step(String text) {
            return Mono.fromSupplier(() -> text + "-step");
        }

    }

}
