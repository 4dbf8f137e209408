// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.micrometer.observation.annotation.Observed;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

import ai.opper.tracing.Traced;
import ai.opper.tracing.test.RecordedSpan;
import ai.opper.tracing.test.RecordedSpans;

import static org.assertj.core.api.Assertions.assertThat;

/** Beside OpenTelemetry, as Spring Boot configures it. */
class OtherTracersTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private ConfigurableApplicationContext application;

    private void start(String... properties) {
        this.application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
            .logStartupInfo(false)
            .properties("server.port=0", "opper.local.enabled=false")
            .properties(properties)
            .run();
    }

    @AfterEach
    void stop() {
        this.application.close();
    }

    private void call(Map<String, String> headers) {
        String port = this.application.getEnvironment().getProperty("local.server.port");
        RestClient.create()
            .get()
            .uri("http://localhost:" + port + "/work")
            .headers((all) -> headers.forEach(all::set))
            .retrieve()
            .toBodilessEntity();
    }

    private RecordedSpans spans() {
        return this.application.getBean(RecordedSpans.class);
    }

    private RecordedSpan awaited(String name) {
        Awaitility.await().until(() -> spans().all().stream().anyMatch((span) -> span.name().equals(name)));
        return spans().span(name);
    }

    @Test
    void openTelemetryAndOurs_shareTheTraceIdAndNameEachOther() {
        start("management.tracing.sampling.probability=1.0");
        call(Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));
        RecordedSpan request = awaited("http get /work");
        RecordedSpan work = awaited("Work.work");
        assertThat(request.record().traceId().toString().replace("-", "")).isEqualTo(TRACE);
        assertThat(work.record().traceId()).isEqualTo(request.record().traceId());
        Queue<SpanData> others = this.application.getBean(Finished.class).spans;
        Awaitility.await().until(() -> others.size() >= 2);
        for (RecordedSpan span : List.of(request, work)) {
            String counterpart = span.record().meta().get("w3c_span_id").text();
            SpanData other = others.stream()
                .filter((each) -> each.getSpanId().equals(counterpart))
                .findFirst()
                .orElseThrow();
            assertThat(other.getTraceId()).isEqualTo(TRACE);
            assertThat(other.getAttributes().get(AttributeKey.stringKey("opper.span_id")))
                .isEqualTo(span.id().toString());
        }
    }

    /** Boot's tracer keeps one trace in ten by default. */
    @Test
    void everyTraceIsRecorded_thoughOpenTelemetryKeepsFew() {
        start("management.tracing.sampling.probability=0.0");
        call(Map.of());
        assertThat(awaited("Work.work").record().meta().get("w3c_trace_id").text()).hasSize(32);
        assertThat(this.application.getBean(Finished.class).spans).isEmpty();
    }

    @Test
    void itsDecision_isFollowedWhenAsked() {
        start("management.tracing.sampling.probability=0.0", "opper.tracing.sampling.follow-tracer=true");
        call(Map.of());
        call(Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));
        assertThat(awaited("Work.work").record().traceId().toString().replace("-", "")).isEqualTo(TRACE);
        assertThat(spans().all()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void namedBaggage_becomesTags() {
        start("management.tracing.baggage.remote-fields=tenant");
        call(Map.of("baggage", "tenant=acme,other=secret"));
        assertThat(awaited("Work.work").record().tags()).isEqualTo(Map.of("tenant", "acme"));
    }

    @Test
    void observedMethods_areIncludedByName() {
        start("management.observations.annotations.enabled=true", "opper.tracing.observations.include=observed.*");
        call(Map.of());
        awaited("http get /work");
        assertThat(spans().span("work#observed").parent().name()).isEqualTo("Work.work");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ WorkController.class, Work.class, Observing.class, Finished.class })
    static class Application {

        @Bean
        RecordedSpans recordedSpans() {
            return new RecordedSpans();
        }

    }

    @RestController
    static class WorkController {

        private final Work work;

        WorkController(Work work) {
            this.work = work;
        }

        @GetMapping("/work")
        String work() {
            return this.work.work();
        }

    }

    @Service
    static class Work {

        private final Observing observing;

        Work(Observing observing) {
            this.observing = observing;
        }

        @Traced
        String work() {
            return this.observing.observed();
        }

    }

    @Service
    static class Observing {

        @Observed(name = "observed.work", contextualName = "work#observed")
        String observed() {
            return "done";
        }

    }

    /** Keeps what OpenTelemetry would export. */
    static class Finished implements SpanProcessor {

        private final Queue<SpanData> spans = new ConcurrentLinkedQueue<>();

        @Override
        public void onStart(Context context, ReadWriteSpan span) {
        }

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            this.spans.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }

    }

}
