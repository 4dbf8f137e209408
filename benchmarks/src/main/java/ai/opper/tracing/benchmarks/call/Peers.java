// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

import java.util.Collection;

import brave.Tracing;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.aop.ObservedAspect;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.annotation.DefaultNewSpanParser;
import io.micrometer.tracing.annotation.ImperativeMethodInvocationProcessor;
import io.micrometer.tracing.annotation.SpanAspect;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.instrumentation.spring.autoconfigure.OpenTelemetryAutoConfiguration;
import io.opentelemetry.instrumentation.spring.autoconfigure.internal.instrumentation.annotations.InstrumentationAnnotationsAutoConfiguration;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.sentry.Sentry;
import io.sentry.spring7.tracing.SentryTracingConfiguration;
import io.sentry.transport.NoOpTransport;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.Import;

/** Other tracing libraries, set up as their documentation says. */
final class Peers {

    private Peers() {
    }

    private static BatchSpanProcessor batches() {
        return BatchSpanProcessor.builder(new NowhereExporter()).build();
    }

    /** Spring AOP alone. */
    @Configuration(proxyBeanMethods = false)
    @EnableAspectJAutoProxy
    static class EmptyAdvice {

        @Bean
        EmptyAspect emptyAspect() {
            return new EmptyAspect();
        }

        @Bean
        Shop shop() {
            return new Shop.Advised();
        }

    }

    /** OpenTelemetry's Spring starter. */
    @Configuration(proxyBeanMethods = false)
    @EnableAspectJAutoProxy
    @ImportAutoConfiguration({ OpenTelemetryAutoConfiguration.class,
            InstrumentationAnnotationsAutoConfiguration.class })
    static class OpenTelemetry {

        @Bean
        AutoConfigurationCustomizerProvider nowhere() {
            return (customizer) -> customizer
                .addTracerProviderCustomizer((builder, properties) -> builder.addSpanProcessor(batches()));
        }

        @Bean
        Shop shop() {
            return new Shop.OpenTelemetry();
        }

    }

    /** Micrometer's observations with its OpenTelemetry bridge. */
    @Configuration(proxyBeanMethods = false)
    @EnableAspectJAutoProxy
    static class Observation {

        @Bean
        ObservationRegistry observationRegistry() {
            SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(batches()).build();
            Tracer tracer = new OtelTracer(provider.get("benchmark"), new OtelCurrentTraceContext(), (event) -> {
            });
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
            return registry;
        }

        @Bean
        ObservedAspect observedAspect(ObservationRegistry registry) {
            return new ObservedAspect(registry);
        }

        @Bean
        Shop shop() {
            return new Shop.Observation();
        }

    }

    /** Micrometer Tracing's annotation with its Brave bridge. */
    @Configuration(proxyBeanMethods = false)
    @EnableAspectJAutoProxy
    static class Brave {

        @Bean
        SpanAspect spanAspect() {
            Tracing tracing = Tracing.newBuilder().addSpanHandler(new SpanHandler() {

                @Override
                public boolean end(TraceContext context, MutableSpan span, Cause cause) {
                    return true;
                }

            }).build();
            Tracer tracer = new BraveTracer(tracing.tracer(),
                    new BraveCurrentTraceContext(tracing.currentTraceContext()), new BraveBaggageManager());
            return new SpanAspect(new ImperativeMethodInvocationProcessor(new DefaultNewSpanParser(), tracer));
        }

        @Bean
        Shop shop() {
            return new Shop.Brave();
        }

    }

    /** Sentry's Spring integration. */
    @Configuration(proxyBeanMethods = false)
    @EnableAspectJAutoProxy
    @Import(SentryTracingConfiguration.class)
    static class SentryTracing {

        SentryTracing() {
            Sentry.init((options) -> {
                options.setDsn("http://key@127.0.0.1:9/1");
                options.setTracesSampleRate(1.0);
                options.setTransportFactory((each, details) -> NoOpTransport.getInstance());
            });
        }

        @Bean
        Shop shop() {
            return new Shop.Sentry();
        }

    }

    /** Takes everything and does nothing. */
    private static final class NowhereExporter implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

    }

}
