// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import ai.opper.tracing.OpperCall;
import ai.opper.tracing.OpperCalls;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.observation.TraceHeaders;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;
import ai.opper.tracing.test.Reply;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls of an application's HTTP clients to Opper's own endpoints. */
class CallsToOpperTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration NEVER = Duration.ofMinutes(10);

    private static final String NAME = "X-Opper-Name";

    private static final String TAGS = "X-Opper-Tags";

    @AutoClose
    private final FakeOpperApi opper = FakeOpperApi.start();

    private ConfigurableApplicationContext application;

    private void start(String... properties) {
        this.opper.on("POST", "/v3/compat/*")
            .always(Reply.status(200, "{\"model\":\"served\"}").header("X-Opper-Cost", "0.0021"));
        Stream<String> always = Stream.of("spring.main.web-application-type=none", "opper.local.enabled=false",
                "management.tracing.export.enabled=false", "opper.tracing.api-key=key",
                "opper.tracing.base-url=" + this.opper.url(), "opper.tracing.export.shutdown-timeout=1s",
                "spring.reactor.netty.shutdown-quiet-period=0s");
        this.application = new SpringApplicationBuilder(Application.class).logStartupInfo(false)
            .properties("opper.tracing.gateway.open-timeout=20s")
            .run(Stream.concat(always, Stream.of(properties))
                .map((property) -> "--" + property)
                .toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        this.application.close();
    }

    private OpperTracer tracer() {
        return this.application.getBean(OpperTracer.class);
    }

    private URI model() {
        return this.opper.url().resolve("/v3/compat/completions");
    }

    private ReceivedRequest call(Client client, String span) {
        tracer().inSpan(span, () -> {
            client.post(this.application, model());
        });
        return lastCall();
    }

    private ReceivedRequest lastCall() {
        List<ReceivedRequest> calls = this.opper.requests()
            .stream()
            .filter((request) -> request.path().startsWith("/v3/compat/"))
            .toList();
        return calls.get(calls.size() - 1);
    }

    private List<StoredSpan> flushed() {
        assertThat(tracer().flush(PATIENCE).isComplete()).isTrue();
        return this.opper.spans();
    }

    private long notLinked() {
        return this.application.getBean(Problems.class).count(Problem.CALL_NOT_LINKED);
    }

    private static String meta(StoredSpan span, String name) {
        return span.meta().path(name).toString();
    }

    @ParameterizedTest
    @EnumSource
    void call_namesASpanThatOpperHas(Client client) {
        start();
        ReceivedRequest call = call(client, "ask");
        StoredSpan ask = this.opper.span("ask");
        assertThat(call.header(TraceHeaders.TRACE_ID)).isEqualTo(ask.traceId().toString());
        assertThat(call.header(TraceHeaders.PARENT_SPAN_ID)).isEqualTo(ask.id().toString());
        assertThat(call.header(NAME)).isEqualTo("ask");
        assertThat(call.header(TAGS)).isNull();
        ReceivedRequest opening = this.opper.requests().get(0);
        assertThat(opening.path()).isEqualTo("/v2/spans");
        assertThat(opening.json().has("end_time")).isFalse();
        assertThat(opening.status()).isEqualTo(200);
        assertThat(this.opper.requests().indexOf(call)).isPositive();
        assertThat(notLinked()).isZero();
    }

    @Test
    void call_isBelowAllSpansAround() {
        start();
        tracer().inSpan("outer", () -> {
            call(Client.REST_CLIENT, "inner");
        });
        StoredSpan inner = this.opper.span("inner");
        assertThat(lastCall().header(TraceHeaders.PARENT_SPAN_ID)).isEqualTo(inner.id().toString());
        assertThat(inner.parentId()).isEqualTo(this.opper.span("outer").id());
        assertThat(flushed()).hasSize(2).allSatisfy((span) -> assertThat(span.endTime()).isNotNull());
    }

    @ParameterizedTest
    @EnumSource
    void costs_areAddedOnTheSpan(Client client) {
        start();
        tracer().inSpan("ask", () -> {
            client.post(this.application, model());
            client.post(this.application, model());
        });
        assertThat(flushed()).hasSize(1);
        assertThat(meta(this.opper.span("ask"), "opper_cost")).isEqualTo("0.0042");
    }

    @Test
    void costThatIsNoNumber_isLeftOut() {
        start();
        this.opper.on("POST", "/v3/compat/*").next(Reply.status(200, "{}").header("X-Opper-Cost", "little"));
        call(Client.REST_CLIENT, "ask");
        assertThat(flushed()).hasSize(1);
        assertThat(this.opper.span("ask").meta().has("opper_cost")).isFalse();
    }

    @Test
    void version3_namesTheIdThatOpperMade() {
        start("opper.tracing.api-version=v3");
        UUID[] own = new UUID[1];
        tracer().inSpan("ask", () -> {
            own[0] = tracer().currentSpan().id();
            Client.REST_CLIENT.post(this.application, model());
        });
        StoredSpan ask = this.opper.span("ask");
        assertThat(lastCall().header(TraceHeaders.PARENT_SPAN_ID)).isEqualTo(ask.id().toString());
        assertThat(ask.id()).isNotEqualTo(own[0]);
        assertThat(ask.clientId()).isEqualTo(own[0]);
    }

    @ParameterizedTest
    @EnumSource
    void tracingThatIsSlow_delaysTheCallByTheTimeoutOnly(Client client) {
        start("opper.tracing.gateway.open-timeout=100ms");
        this.opper.on("POST", "/v2/spans").always(Reply.normal().after(NEVER));
        long start = System.nanoTime();
        ReceivedRequest call = call(client, "ask");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        assertThat(call.header(TraceHeaders.PARENT_SPAN_ID)).isNull();
        assertThat(call.header(TraceHeaders.TRACE_ID)).isNull();
        assertThat(call.header(NAME)).isEqualTo("ask");
        assertThat(notLinked()).isOne();
    }

    @Test
    void tracingThatFails_letsTheCallGoOn() {
        start("opper.tracing.gateway.open-timeout=100ms");
        this.opper.on("POST", "/v2/spans").always(Reply.status(503));
        assertThat(call(Client.REST_CLIENT, "ask").header(TraceHeaders.PARENT_SPAN_ID)).isNull();
    }

    @Test
    void tracingThatRefusesTheSpan_isNotWaitedFor() {
        start("opper.tracing.gateway.open-timeout=1m");
        this.opper.on("POST", "/v2/spans").always(Reply.status(422));
        assertThat(call(Client.REST_CLIENT, "ask").header(TraceHeaders.PARENT_SPAN_ID)).isNull();
        assertThat(notLinked()).isOne();
    }

    @Test
    void spanThatIsLate_isReplacedByTheNearestThatOpperHas() {
        start("opper.tracing.gateway.open-timeout=2s");
        this.opper.when((request) -> request.body().contains("\"inner\"")).always(Reply.normal().after(NEVER));
        tracer().inSpan("outer", () -> {
            call(Client.REST_CLIENT, "inner");
        });
        assertThat(lastCall().header(TraceHeaders.PARENT_SPAN_ID)).isEqualTo(this.opper.span("outer").id().toString());
    }

    @Test
    void tags_travelAsFarAsAHeaderTakesThem() {
        start();
        try (Span span = tracer().span("frågan").start()) {
            span.tag("tenant", "acme").tag("list", "a,b").tag("a:b", "c").tag("city", "Malmö").tag("password", "x");
            for (int i = 1; i <= 9; i++) {
                span.tag("t" + i, i);
            }
            Client.REST_CLIENT.post(this.application, model());
        }
        assertThat(lastCall().header(TAGS))
            .isEqualTo("tenant:acme,password:__REDACTED__,t1:1,t2:2,t3:3,t4:4,t5:5,t6:6");
        assertThat(lastCall().header(NAME)).isEqualTo("fr_gan");
    }

    @Test
    void tags_mayStayHere() {
        start("opper.tracing.gateway.send-tags=false", "opper.tracing.tags.tenant=acme");
        assertThat(call(Client.REST_CLIENT, "ask").header(TAGS)).isNull();
    }

    @Test
    void callWithoutASpan_carriesNothing() {
        start();
        Client.REST_CLIENT.post(this.application, model());
        assertThat(lastCall().headers().keySet()).noneMatch((name) -> name.startsWith("x-opper-"));
        tracer().inSpan("ask", () -> {
            try (var suppressed = tracer().suppress()) {
                Client.REST_CLIENT.post(this.application, model());
            }
        });
        assertThat(lastCall().headers().keySet()).noneMatch((name) -> name.startsWith("x-opper-"));
    }

    @Test
    void otherAddresses_areNotTold() {
        start("opper.tracing.tags.tenant=acme");
        try (FakeOpperApi other = FakeOpperApi.start()) {
            tracer().inSpan("ask",
                    () -> Client.REST_CLIENT.post(this.application, other.url().resolve("/v2/somewhere")));
            ReceivedRequest request = other.requests().get(0);
            assertThat(request.header(NAME)).isNull();
            assertThat(request.header(TAGS)).isNull();
            assertThat(request.header(TraceHeaders.PARENT_SPAN_ID)).isNotNull();
        }
    }

    @Test
    void switchedOff_callsAreLikeAnyOther() {
        start("opper.tracing.gateway.enabled=false");
        ReceivedRequest call = call(Client.REST_CLIENT, "ask");
        assertThat(call.header(NAME)).isNull();
        assertThat(call.header(TraceHeaders.PARENT_SPAN_ID)).isNotNull();
        assertThat(this.application.getBean(OpperCalls.class).reach(model())).isFalse();
        assertThat(flushed()).hasSize(1);
        assertThat(this.opper.requests()).extracting(ReceivedRequest::method).doesNotContain("PATCH");
    }

    @Test
    void anyOtherClient_asksForTheHeaders() throws Exception {
        start();
        OpperCalls calls = this.application.getBean(OpperCalls.class);
        HttpClient client = HttpClient.newHttpClient();
        tracer().inSpanChecked("ask", () -> {
            OpperCall call = calls.begin();
            HttpRequest.Builder request = HttpRequest.newBuilder(model())
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
            call.headers().forEach(request::header);
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            call.answered(response.statusCode(), (name) -> response.headers().firstValue(name).orElse(null));
            return null;
        });
        assertThat(calls.reach(model())).isTrue();
        assertThat(calls.reach(URI.create("https://api.example.org/v3/compat"))).isFalse();
        assertThat(lastCall().header(TraceHeaders.PARENT_SPAN_ID)).isEqualTo(this.opper.span("ask").id().toString());
        assertThat(flushed()).hasSize(1);
        assertThat(meta(this.opper.span("ask"), "opper_cost")).isEqualTo("0.0021");
    }

    @Test
    void withoutAKey_thereIsNothingToReach() {
        this.application = new SpringApplicationBuilder(Application.class).logStartupInfo(false)
            .run("--spring.main.web-application-type=none", "--opper.local.enabled=false",
                    "--management.tracing.export.enabled=false");
        OpperCalls calls = this.application.getBean(OpperCalls.class);
        assertThat(calls.begin().headers()).isEqualTo(Map.of());
        assertThat(calls.reach(URI.create("https://api.opper.ai/v3/compat"))).isFalse();
    }

    /** How an application calls. */
    enum Client {

        REST_CLIENT, REST_TEMPLATE, WEB_CLIENT, WEB_CLIENT_THAT_MUST_NOT_BLOCK;

        void post(ConfigurableApplicationContext context, URI url) {
            switch (this) {
                case REST_CLIENT -> context.getBean(RestClient.Builder.class)
                    .build()
                    .post()
                    .uri(url)
                    .body("{}")
                    .exchange((request, response) -> response.getStatusCode());
                case REST_TEMPLATE ->
                    context.getBean(RestTemplateBuilder.class).build().postForEntity(url, "{}", String.class);
                case WEB_CLIENT -> reactive(context, url).block();
                case WEB_CLIENT_THAT_MUST_NOT_BLOCK ->
                    reactive(context, url).subscribeOn(Schedulers.parallel()).contextCapture().block();
            }
        }

        private static Mono<String> reactive(ConfigurableApplicationContext context, URI url) {
            return context.getBean(WebClient.Builder.class)
                .build()
                .post()
                .uri(url)
                .bodyValue("{}")
                .retrieve()
                .bodyToMono(String.class);
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

    }

}
