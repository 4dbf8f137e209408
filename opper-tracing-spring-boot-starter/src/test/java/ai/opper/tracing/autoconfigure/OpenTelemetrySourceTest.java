// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.time.Duration;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
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

}
