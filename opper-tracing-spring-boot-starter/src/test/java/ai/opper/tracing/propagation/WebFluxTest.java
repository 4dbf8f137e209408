// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.time.Duration;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Traced;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Handlers of WebFlux, on an event loop and on other schedulers. */
class WebFluxTest {

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(Server.class, "spring.main.web-application-type=reactive");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/mono", "/elsewhere", "/flux", "/sse", "/function" })
    void handlers_keepTheirSpan(String path) throws Exception {
        application.spans().clear();
        for (String name : new String[] { "first", "second" }) {
            assertThat(application.get(path + "?name=" + name)).contains(name);
        }
        application.spans().awaitSpans(4, RunningApplication.PATIENCE);
        for (String name : new String[] { "first", "second" }) {
            assertThat(application.spans().span("below " + name)).hasParent("handler");
            assertThat(application.spans().span("below " + name).parent()).hasTag("name", name);
        }
    }

    /** What the body of a handler itself does joins the request. */
    @Test
    void bodies_seeTheRequest() throws Exception {
        assertThat(application.get("/body")).isEqualTo("http.server.requests");
    }

    @Configuration(proxyBeanMethods = false)
    @Import({ Controller.class, Service.class })
    static class Server {

        @Bean
        RouterFunction<ServerResponse> routes(Service service) {
            return RouterFunctions.route()
                .GET("/function",
                        (ServerRequest request) -> ServerResponse.ok()
                            .body(service.answer(request.queryParam("name").orElseThrow()), String.class))
                .build();
        }

    }

    static class Service {

        private final OpperTracer tracer;

        Service(OpperTracer tracer) {
            this.tracer = tracer;
        }

        @Traced(name = "handler", tags = "name=#{#name}")
        public Mono<String> answer(String name) {
            return Mono.just(name).publishOn(Schedulers.parallel()).map(this::work);
        }

        String work(String name) {
            return this.tracer.inSpan("below " + name, () -> name);
        }

    }

    @RestController
    static class Controller {

        private final Service service;

        private final ObservationRegistry registry;

        Controller(Service service, ObservationRegistry registry) {
            this.service = service;
            this.registry = registry;
        }

        @Traced(name = "handler", tags = "name=#{#name}")
        @GetMapping("/mono")
        public Mono<String> mono(@RequestParam String name) {
            return Mono.fromSupplier(() -> this.service.work(name));
        }

        @Traced(name = "handler", tags = "name=#{#name}")
        @GetMapping("/elsewhere")
        public Mono<String> elsewhere(@RequestParam String name) {
            return Mono.delay(Duration.ofMillis(1))
                .publishOn(Schedulers.boundedElastic())
                .map((tick) -> this.service.work(name));
        }

        @Traced(name = "handler", tags = "name=#{#name}")
        @GetMapping("/flux")
        public Flux<String> flux(@RequestParam String name) {
            return Flux.just(name).delayElements(Duration.ofMillis(1)).map(this.service::work);
        }

        @Traced(name = "handler", tags = "name=#{#name}")
        @GetMapping(path = "/sse", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        public Flux<ServerSentEvent<String>> sse(@RequestParam String name) {
            return Flux.just(name)
                .delayElements(Duration.ofMillis(1))
                .map((each) -> ServerSentEvent.builder(this.service.work(each)).build());
        }

        @GetMapping("/body")
        public Mono<String> body() {
            Observation current = this.registry.getCurrentObservation();
            return Mono.just((current != null) ? String.valueOf(current.getContext().getName()) : "nothing");
        }

    }

}
