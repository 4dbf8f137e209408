// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.observation.TraceHeaders;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.test.RecordedSpan;
import ai.opper.tracing.test.RecordedSpans;

import static org.assertj.core.api.Assertions.assertThat;

/** What an application's HTTP clients send, and what its server makes of it. */
class OutgoingCallsTest {

    private static final ParameterizedTypeReference<Map<String, String>> HEADERS = new ParameterizedTypeReference<>() {
    };

    private ConfigurableApplicationContext application;

    private void start(String... properties) {
        this.application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
            .logStartupInfo(false)
            .properties("server.port=0", "opper.local.enabled=false", "management.tracing.export.enabled=false")
            .properties(properties)
            .run();
    }

    @AfterEach
    void stop() {
        this.application.close();
    }

    private String url(String path) {
        return "http://localhost:" + this.application.getEnvironment().getProperty("local.server.port") + path;
    }

    private RecordedSpans spans() {
        return this.application.getBean(RecordedSpans.class);
    }

    private Map<String, String> sentBy(Client client, String host) {
        return this.application.getBean(OpperTracer.class)
            .inSpan("caller", () -> client.get(this.application, url("/headers").replace("localhost", host)));
    }

    @Test
    void instrumentedClients_nameTheCurrentSpan() {
        start();
        for (Client client : Client.values()) {
            spans().clear();
            Map<String, String> headers = sentBy(client, "localhost");
            RecordedSpan caller = spans().span("caller");
            assertThat(headers).as(client.name())
                .containsEntry("x-opper-trace-id", caller.record().traceId().toString())
                .containsEntry("x-opper-parent-span-id", caller.id().toString());
        }
    }

    @Test
    void hosts_restrictWhoIsTold() {
        start("opper.tracing.propagation.hosts=*.example.org,LOCAL*");
        for (Client client : Client.values()) {
            assertThat(sentBy(client, "127.0.0.1")).as(client.name()).isEmpty();
            assertThat(sentBy(client, "localhost")).as(client.name()).isNotEmpty();
        }
    }

    @Test
    void switchedOff_nobodyIsTold() {
        start("opper.tracing.propagation.enabled=false");
        for (Client client : Client.values()) {
            assertThat(sentBy(client, "localhost")).as(client.name()).isEmpty();
        }
    }

    @Test
    void incomingHeaders_areContinued() {
        start();
        UUID trace = UUID.randomUUID();
        UUID parent = UUID.randomUUID();
        call(Map.of(TraceHeaders.TRACE_ID, trace.toString(), TraceHeaders.PARENT_SPAN_ID, parent.toString()));
        RecordedSpan request = spans().span("http get /traced");
        assertThat(request.record().parentId()).isEqualTo(parent);
        assertThat(request.record().traceId()).isEqualTo(trace);
        assertThat(spans().span("work").parent().id()).isEqualTo(request.id());
    }

    @Test
    void hostileHeaders_areIgnoredAndCounted() {
        start();
        call(Map.of(TraceHeaders.TRACE_ID, "' OR 1=1 --", TraceHeaders.PARENT_SPAN_ID, "%00"));
        assertThat(spans().roots()).extracting(RecordedSpan::name).containsExactly("http get /traced");
        assertThat(this.application.getBean(Problems.class).count(Problem.HEADER_IGNORED)).isOne();
    }

    @Test
    void requestSpan_tellsStatusAndRouteAndNoContent() {
        start();
        call(Map.of("Authorization", "Bearer secret-key"));
        RecordedSpan request = spans().span("http get /traced");
        assertThat(request.record().meta().toString()).contains("http.request.method", "http.route",
                "http.response.status_code");
        assertThat(request.record().meta().get("http.response.status_code").json()).isEqualTo("200");
        assertThat(request.record().input()).isNull();
        assertThat(request.record().output()).isNull();
        assertThat(request.record().toString()).doesNotContain("secret");
    }

    @Test
    void excludedRequests_leaveTheTracedMethodAtTheTop() {
        start("opper.tracing.observations.exclude=http.server.requests");
        UUID trace = UUID.randomUUID();
        call(Map.of(TraceHeaders.TRACE_ID, trace.toString()));
        assertThat(spans().all()).extracting(RecordedSpan::name).containsExactly("work");
        assertThat(spans().span("work").record().traceId()).isEqualTo(trace);
    }

    @Test
    void includedClientObservation_isASpanAndTheParentOfTheNextService() {
        start("opper.tracing.observations.include=http.client.requests");
        this.application.getBean(OpperTracer.class)
            .inSpan("caller", () -> Client.REST_CLIENT.get(this.application, url("/traced")));
        assertThat(spans().awaitSpans(4, Duration.ofSeconds(5))).hasSize(4);
        assertThat(spans().span("http get").parent().name()).isEqualTo("caller");
        assertThat(spans().span("http get /traced").parent().name()).isEqualTo("http get");
    }

    private void call(Map<String, String> headers) {
        RestClient.create()
            .get()
            .uri(url("/traced"))
            .headers((all) -> headers.forEach(all::set))
            .retrieve()
            .body(HEADERS);
        Awaitility.await().until(() -> spans().all().stream().anyMatch((span) -> span.parent() == null));
    }

    /** How applications call each other. */
    enum Client {

        REST_CLIENT, REST_TEMPLATE, WEB_CLIENT, HTTP_INTERFACE;

        Map<String, String> get(ConfigurableApplicationContext context, String url) {
            return switch (this) {
                case REST_CLIENT ->
                    context.getBean(RestClient.Builder.class).build().get().uri(url).retrieve().body(HEADERS);
                case REST_TEMPLATE -> context.getBean(RestTemplateBuilder.class)
                    .build()
                    .exchange(url, HttpMethod.GET, null, HEADERS)
                    .getBody();
                case WEB_CLIENT -> context.getBean(WebClient.Builder.class)
                    .build()
                    .get()
                    .uri(url)
                    .retrieve()
                    .bodyToMono(HEADERS)
                    .block();
                case HTTP_INTERFACE -> {
                    RestClient client = context.getBean(RestClient.Builder.class)
                        .baseUrl(url.replace("/headers", ""))
                        .build();
                    yield HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                        .build()
                        .createClient(HeadersService.class)
                        .headers();
                }
            };
        }

    }

    /** A declarative client. */
    interface HeadersService {

        @GetExchange("/headers")
        Map<String, String> headers();

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(HeadersController.class)
    static class Application {

        @Bean
        RecordedSpans recordedSpans() {
            return new RecordedSpans();
        }

    }

    @RestController
    static class HeadersController {

        private final OpperTracer tracer;

        HeadersController(OpperTracer tracer) {
            this.tracer = tracer;
        }

        @GetMapping("/headers")
        Map<String, String> headers(HttpServletRequest request) {
            Map<String, String> ours = new TreeMap<>();
            for (String name : List.of(TraceHeaders.TRACE_ID, TraceHeaders.PARENT_SPAN_ID, TraceHeaders.SAMPLED)) {
                String value = request.getHeader(name);
                if (value != null) {
                    ours.put(name.toLowerCase(Locale.ROOT), value);
                }
            }
            return ours;
        }

        @GetMapping("/traced")
        Map<String, String> traced() {
            return this.tracer.inSpan("work", () -> Map.of("done", "yes"));
        }

    }

}
