// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.observation.opentelemetry.OpperSpanProcessor;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;

/** With the SDK that Spring Boot makes, and its bridge from observations. */
class OpenTelemetrySourceTest {

    private static final String ID = "01890000-0000-7000-8000-0000000000d1";

    /** Each is said in one place. */
    private static final Set<String> CONTENT = Set.of("plant-system", "plant-question", "plant-answer", "plant-tool",
            "plant-session", "plant-user", "plant-metadata", "plant-tag", "plant-bare-tag", "plant-label",
            "plant-explanation", "plant-path", "plant-word", "plant-event", "plant-exception", "plant-type",
            "plant-input", "plant-output", "plant-status", "plant-class", "plant-message");

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(OpperExportAutoConfiguration.class,
                OpperTracingAutoConfiguration.class, NoopTracingAutoConfiguration.class,
                ObservationAutoConfiguration.class, OpenTelemetrySdkAutoConfiguration.class,
                OpenTelemetryTracingAutoConfiguration.class, MicrometerTracingAutoConfiguration.class))
        .withUserConfiguration(OpperTracingAutoConfigurationTest.GreetingConfiguration.class)
        .withPropertyValues("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url(),
                "management.tracing.sampling.probability=1.0");

    @Test
    void spansOfBoth_areOneTree() {
        this.runner.withPropertyValues("opper.tracing.opentelemetry.enabled=true").run((context) -> {
            Tracer tracer = context.getBean(OpenTelemetry.class).getTracer("library");
            Span server = tracer.spanBuilder("consume").setNoParent().startSpan();
            try (Scope scope = server.makeCurrent()) {
                context.getBean(Greeting.class).greet("Ada");
                tracer.spanBuilder("commit").startSpan().end();
            }
            finally {
                server.end();
            }
            assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(20)).isComplete()).isTrue();
            assertThat(this.api.spans()).extracting(StoredSpan::name)
                .containsExactlyInAnyOrder("consume", "greet", "hello", "commit");
            StoredSpan consume = this.api.span("consume");
            assertThat(this.api.span("greet").parentId()).isEqualTo(consume.id());
            assertThat(this.api.span("hello").parentId()).isEqualTo(this.api.span("greet").id());
            assertThat(this.api.span("commit").parentId()).isEqualTo(consume.id());
            assertThat(consume.parentId()).isNull();
            assertThat(consume.traceId().toString().replace("-", "")).isEqualTo(server.getSpanContext().getTraceId());
            assertThat(this.api.span("greet").traceId()).isEqualTo(consume.traceId());
        });
    }

    @Test
    void byDefault_spansOfOpenTelemetryStayWhereTheyAre() {
        this.runner.run((context) -> {
            assertThat(context).doesNotHaveBean(OpperSpanProcessor.class);
            context.getBean(OpenTelemetry.class).getTracer("library").spanBuilder("query").startSpan().end();
            context.getBean(Greeting.class).greet("Ada");
            context.getBean(OpperTracer.class).flush(Duration.ofSeconds(20));
            assertThat(this.api.spans()).extracting(StoredSpan::name).containsExactlyInAnyOrder("greet", "hello");
        });
    }

    /** An agent, or an instrumented client, makes spans of them. */
    @Test
    void requestsToAnOtlpEndpoint_doNotComeBack() {
        try (OtlpCollector collector = OtlpCollector.start()) {
            this.runner
                .withPropertyValues("opper.tracing.opentelemetry.enabled=true",
                        "opper.tracing.otlp.endpoint=" + collector.url())
                .run((context) -> {
                    context.getBean(Greeting.class).greet("Ada");
                    context.getBean(OpenTelemetry.class)
                        .getTracer("client")
                        .spanBuilder("POST")
                        .setNoParent()
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("url.full", collector.url() + "/v1/traces")
                        .startSpan()
                        .end();
                    assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(20)).isComplete()).isTrue();
                    assertThat(collector.requests()).isNotEmpty();
                    assertThat(this.api.spans()).extracting(StoredSpan::name)
                        .containsExactlyInAnyOrder("greet", "hello");
                });
        }
    }

    @Test
    void strictPrivacy_keepsContentOfTheirSpansHere() {
        assertThat(contentThatLeaves("opper.tracing.privacy=strict")).isEmpty();
        StoredSpan call = this.api.span("chat");
        assertThat(call.type()).isEqualTo("llm");
        assertThat(call.error()).isEqualTo("java.lang.IllegalStateException");
        assertThat(call.meta().path("model").asString()).isEqualTo("gpt-5");
        assertThat(call.meta().path("input_tokens").asInt()).isEqualTo(20);
        assertThat(call.meta().path("scope").asString()).isEqualTo("library");
        assertThat(call.meta().path("attributes").toString())
            .isEqualTo("{\"cached\":true,\"request.id\":\"" + ID + "\",\"server.port\":443}");
        assertThat(this.api.span("plain").error()).isEqualTo("error");
        assertThat(this.api.span("plain").type()).isEqualTo("chain");
    }

    /** If nothing were planted, the other test could not fail. */
    @Test
    void standardPrivacy_letsAllOfItLeave() {
        assertThat(contentThatLeaves("opper.tracing.privacy=standard")).isEqualTo(new TreeSet<>(CONTENT));
    }

    private Set<String> contentThatLeaves(String privacy) {
        this.runner.withPropertyValues("opper.tracing.opentelemetry.enabled=true", privacy).run((context) -> {
            plant(context.getBean(OpenTelemetry.class).getTracer("library"));
            assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(20)).isComplete()).isTrue();
        });
        assertThat(this.api.spans()).hasSize(3);
        String sent = this.api.requests()
            .stream()
            .map((request) -> request.path() + request.query() + request.headers() + request.body())
            .collect(Collectors.joining("\n"));
        Set<String> found = new TreeSet<>(CONTENT);
        found.removeIf((content) -> !sent.contains(content));
        return found;
    }

    private static void plant(Tracer tracer) {
        Span call = tracer.spanBuilder("chat")
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.response.model", "gpt-5")
            .setAttribute("gen_ai.usage.input_tokens", 20)
            .setAttribute("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"plant-system\"}]")
            .setAttribute("gen_ai.input.messages", "[{\"role\":\"user\",\"content\":\"plant-question\"}]")
            .setAttribute("gen_ai.output.messages", "[{\"role\":\"assistant\",\"content\":\"plant-answer\"}]")
            .setAttribute("gen_ai.tool.definitions", "[{\"name\":\"plant-tool\"}]")
            .setAttribute("session.id", "plant-session")
            .setAttribute("user.id", "plant-user")
            .setAttribute("metadata", "{\"a\":\"plant-metadata\"}")
            .setAttribute(AttributeKey.stringArrayKey("tag.tags"), List.of("tier:plant-tag", "plant-bare-tag"))
            .setAttribute("annotations.0.annotation.name", "tone")
            .setAttribute("annotations.0.annotation.score", 0.5)
            .setAttribute("annotations.0.annotation.label", "plant-label")
            .setAttribute("annotations.0.annotation.explanation", "plant-explanation")
            .setAttribute("url.full", "https://shop.example/plant-path")
            .setAttribute(AttributeKey.stringArrayKey("words"), List.of("plant-word"))
            .setAttribute("server.port", 443)
            .setAttribute("cached", true)
            .setAttribute("request.id", ID)
            .startSpan();
        call.addEvent("asked", Attributes.of(AttributeKey.stringKey("what"), "plant-event"));
        call.recordException(new IllegalStateException("plant-exception"));
        call.setStatus(StatusCode.ERROR, "plant-hidden-by-the-exception");
        call.end();
        Span plain = tracer.spanBuilder("plain").setAttribute("openinference.span.kind", "plant-type").startSpan();
        plain.setAttribute("input.value", "plant-input").setAttribute("output.value", "plant-output");
        plain.setStatus(StatusCode.ERROR, "plant-status");
        plain.end();
        Span odd = tracer.spanBuilder("odd").startSpan();
        odd.addEvent("exception", Attributes.of(AttributeKey.stringKey("exception.type"), "no class: plant-class",
                AttributeKey.stringKey("exception.message"), "plant-message"));
        odd.setStatus(StatusCode.ERROR);
        odd.end();
    }

}
