// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.opentelemetry.sdk.trace.SpanProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import ai.opper.tracing.Span;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.export.opper.OpperExporterSettings;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.observation.TracerBridge;
import ai.opper.tracing.observation.opentelemetry.OpenTelemetryBridge;
import ai.opper.tracing.observation.opentelemetry.OpperSpanProcessor;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;

/** Spans that OpenTelemetry's instrumentation makes, in the pipeline to Opper. */
final class OpenTelemetryConfigurations {

    private OpenTelemetryConfigurations() {
    }

    /**
     * A processor for the SDK, which Spring Boot gives to its own, and a bridge, so that
     * our spans find theirs.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SpanProcessor.class)
    @ConditionalOnBooleanProperty("opper.tracing.opentelemetry.enabled")
    @ConditionalOnBean(SpanBuffer.class)
    static class Source {

        private static final String BRIDGE = "opperOpenTelemetryBridge";

        private static final List<String> PATHS = List.of("/v2/spans", "/v2/traces", "/v3/spans", "/v3/traces");

        /** An SDK is made early, so nothing here may need observations. */
        @Bean
        @ConditionalOnMissingBean
        OpperSpanProcessor opperSpanProcessor(SpanBuffer buffer, Ledger ledger, Problems problems,
                PayloadCapture capture, OpperTracingProperties properties, Environment environment,
                ObjectProvider<Destination> destination, ObjectProvider<SpanTracer> tracer) {
            return new OpperSpanProcessor(buffer, ledger, problems, capture,
                    new TracingSettings(properties).recording(environment), ownUrls(destination, properties),
                    () -> current(tracer.getIfAvailable()));
        }

        private static @Nullable Span current(@Nullable SpanTracer tracer) {
            return (tracer != null) ? tracer.spanAt(tracer.currentObservation()) : null;
        }

        private static List<String> ownUrls(ObjectProvider<Destination> destination,
                OpperTracingProperties properties) {
            List<String> urls = new ArrayList<>();
            Destination known = destination.getIfAvailable();
            OpperExporterSettings exporter = (known != null) ? known.settings() : null;
            if (exporter != null) {
                PATHS.forEach((path) -> urls.add(exporter.baseUrl() + path));
            }
            if (StringUtils.hasText(properties.otlp().endpoint())) {
                urls.add(properties.otlp().endpoint().strip());
            }
            return urls;
        }

        @Bean(BRIDGE)
        @Primary
        TracerBridge opperOpenTelemetryBridge(OpperSpanProcessor processor, ListableBeanFactory beans) {
            Stream<String> others = Arrays.stream(beans.getBeanNamesForType(TracerBridge.class))
                .filter((name) -> !name.equals(BRIDGE));
            return new OpenTelemetryBridge(processor,
                    others.findFirst()
                        .map((name) -> beans.getBean(name, TracerBridge.class))
                        .orElse(TracerBridge.NONE));
        }

    }

}
