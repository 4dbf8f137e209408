// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import ai.opper.tracing.OpperTracer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Leaves traces of OpenTelemetry's instrumentation in a Local Opper that runs, for
 * whoever wants to look at them; docs/images/libraries.sh takes their pictures.
 */
@EnabledIfSystemProperty(named = "opper.test.viewer", matches = "https?://.+",
        disabledReason = "Traces to look at are made by docs/images/libraries.sh")
class OpenTelemetryPictureTest {

    private static final String VIEWER = System.getProperty("opper.test.viewer");

    private static final String TOOLS = """
            [{"type":"function","name":"find_order","description":"Finds an order by its number",\
            "parameters":{"type":"object","properties":{"number":{"type":"string"}}}}]""";

    private final Instant start = Instant.now();

    @Test
    void spansOfAnSdkOverOtlp() {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder().setEndpoint(VIEWER + "/v1/traces").build();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "otel-desk")))
            .build()) {
            converse(provider.get("agents"), "Where is my order 4713?");
            assertThat(provider.forceFlush().join(5, TimeUnit.MINUTES).isSuccess()).isTrue();
        }
    }

    @Test
    void spansOfAnSdkInOurPipeline() {
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(OpperExportAutoConfiguration.class,
                    OpperTracingAutoConfiguration.class, NoopTracingAutoConfiguration.class,
                    ObservationAutoConfiguration.class, OpenTelemetrySdkAutoConfiguration.class,
                    OpenTelemetryTracingAutoConfiguration.class, MicrometerTracingAutoConfiguration.class))
            .withPropertyValues("opper.tracing.api-key=local", "opper.tracing.base-url=" + VIEWER,
                    "opper.tracing.opentelemetry.enabled=true", "management.tracing.sampling.probability=1.0",
                    "spring.application.name=pipeline-desk")
            .run((context) -> {
                converse(context.getBean(OpenTelemetry.class).getTracer("agents"), "Has order 4713 left?");
                assertThat(context.getBean(OpperTracer.class).flush(Duration.ofMinutes(5)).isComplete()).isTrue();
            });
    }

    /** As instrumentation writes it that follows the conventions for generative AI. */
    private void converse(Tracer tracer, String question) {
        Span server = begin(tracer, "POST /api/chat", null, 0).setAttribute("http.request.method", "POST")
            .setAttribute("http.route", "/api/chat")
            .setAttribute("http.response.status_code", 200);
        Span agent = begin(tracer, "invoke_agent desk", server, 5).setAttribute("gen_ai.operation.name", "invoke_agent")
            .setAttribute("gen_ai.agent.name", "desk")
            .setAttribute("gen_ai.conversation.id", "conversation-7")
            .setAttribute("gen_ai.input.messages", "[" + said("user", question) + "]");
        String asked = said("system", "You answer customers of a shop.") + "," + said("user", question);
        String call = """
                {"role":"assistant","parts":[{"type":"tool_call","id":"call_1","name":"find_order",\
                "arguments":{"number":"4713"}}],"finish_reason":"tool_call"}""";
        Span first = model(tracer, agent, 10, "[" + asked + "]", "[" + call + "]");
        end(first, 640);
        Span tool = begin(tracer, "execute_tool find_order", agent, 645)
            .setAttribute("gen_ai.operation.name", "execute_tool")
            .setAttribute("gen_ai.tool.name", "find_order")
            .setAttribute("gen_ai.tool.call.id", "call_1")
            .setAttribute("gen_ai.tool.call.arguments", "{\"number\":\"4713\"}")
            .setAttribute("gen_ai.tool.call.result", "{\"number\":\"4713\",\"state\":\"sent\"}");
        Span query = begin(tracer, "SELECT orders", tool, 660).setAttribute("db.system.name", "postgresql")
            .setAttribute("db.query.text", "SELECT state FROM orders WHERE number = ?");
        end(query, 690);
        end(tool, 700);
        String result = """
                {"role":"tool","parts":[{"type":"tool_call_response","id":"call_1",\
                "response":{"number":"4713","state":"sent"}}]}""";
        String answer = said("assistant", "Order 4713 was sent this morning. It arrives **within two working days**.");
        Span second = model(tracer, agent, 705, "[" + asked + "," + call + "," + result + "]", "[" + answer + "]");
        end(second, 1400);
        agent.setAttribute("gen_ai.output.messages", "[" + answer + "]");
        end(agent, 1405);
        end(server, 1410);
    }

    private Span model(Tracer tracer, Span parent, int millis, String input, String output) {
        return begin(tracer, "chat gpt-test", parent, millis).setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.provider.name", "openai")
            .setAttribute("gen_ai.request.model", "gpt-test")
            .setAttribute("gen_ai.response.model", "gpt-test-2026-11-01")
            .setAttribute("gen_ai.request.temperature", 0.2)
            .setAttribute("gen_ai.usage.input_tokens", 118)
            .setAttribute("gen_ai.usage.output_tokens", 21)
            .setAttribute("gen_ai.tool.definitions", TOOLS)
            .setAttribute("gen_ai.input.messages", input)
            .setAttribute("gen_ai.output.messages", output);
    }

    private static String said(String role, String text) {
        return "{\"role\":\"%s\",\"parts\":[{\"type\":\"text\",\"content\":\"%s\"}]}".formatted(role,
                text.replace("\n", "\\n"));
    }

    private Span begin(Tracer tracer, String name, Span parent, int millis) {
        Context context = (parent != null) ? Context.root().with(parent) : Context.root();
        return tracer.spanBuilder(name)
            .setParent(context)
            .setSpanKind((parent != null) ? SpanKind.INTERNAL : SpanKind.SERVER)
            .setStartTimestamp(this.start.plusMillis(millis))
            .startSpan();
    }

    private void end(Span span, int millis) {
        span.end(this.start.plusMillis(millis));
    }

}
