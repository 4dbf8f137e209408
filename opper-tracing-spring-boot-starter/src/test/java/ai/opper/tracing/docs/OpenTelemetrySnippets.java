// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.net.URI;
import java.util.Map;

import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.export.SpanBatchExporter;
import ai.opper.tracing.export.otlp.OtlpExporterSettings;
import ai.opper.tracing.export.otlp.OtlpSpanExporter;
import ai.opper.tracing.observation.opentelemetry.OpperSpanProcessor;

/** The code of docs/opentelemetry.md. */
final class OpenTelemetrySnippets {

    private OpenTelemetrySnippets() {
    }

    @Configuration(proxyBeanMethods = false)
    static class Endpoints {

        @Bean(destroyMethod = "")
        SpanBatchExporter archive() {
            OtlpExporterSettings settings = OtlpExporterSettings.of(URI.create("https://collector.example.org"));
            return new OtlpSpanExporter("archive", settings.withHeaders(Map.of("x-tenant", "support")));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Sdk {

        @Bean
        SdkTracerProvider tracerProvider(OpperSpanProcessor opper) {
            return SdkTracerProvider.builder().addSpanProcessor(opper).build();
        }

    }

}
