// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.net.URI;
import java.util.UUID;
import java.util.function.Function;

import io.micrometer.core.instrument.binder.okhttp3.OkHttpContext;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.OpperCalls;
import ai.opper.tracing.export.opper.OpperApiVersion;
import ai.opper.tracing.export.opper.OpperExporterSettings;
import ai.opper.tracing.export.opper.SpanIds;
import ai.opper.tracing.observation.ObservationOpperCalls;
import ai.opper.tracing.observation.OpperGateway;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.observation.http.BlockingClientRequests;
import ai.opper.tracing.observation.http.OkHttpClientRequests;
import ai.opper.tracing.observation.http.OpperExchangeFilter;
import ai.opper.tracing.observation.http.ReactiveClientRequests;
import ai.opper.tracing.observation.springai.CallTicketAdvisor;

/**
 * The parts of {@link OpperTracingAutoConfiguration} that put calls to Opper under spans.
 */
final class GatewayConfigurations {

    private GatewayConfigurations() {
    }

    /** Opper as the one who is called, which is where spans go, too. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(Destination.class)
    @ConditionalOnBooleanProperty(name = "opper.tracing.gateway.enabled", matchIfMissing = true)
    static class Gateway {

        @Bean
        @ConditionalOnMissingBean
        OpperGateway opperGateway(OpperTracingProperties properties, SpanRecording recording, Destination destination,
                ObjectProvider<SpanIds> ids) {
            OpperExporterSettings settings = destination.settings();
            URI address = (settings != null) ? settings.baseUrl() : null;
            return new OpperGateway(recording, new TracingSettings(properties).gateway(address),
                    opperIds(properties.apiVersion(), ids.getObject()));
        }

        /** Version 2 knows a span by the id that it was given here. */
        private static Function<UUID, @Nullable String> opperIds(OpperApiVersion version, SpanIds ids) {
            return (version == OpperApiVersion.V2) ? UUID::toString : ids::find;
        }

        @Bean
        @ConditionalOnMissingBean
        OpperCalls opperCalls(SpanTracer tracer, OpperGateway gateway) {
            return new ObservationOpperCalls(tracer, gateway);
        }

    }

    /** Spring's own HTTP clients. */
    @Configuration(proxyBeanMethods = false)
    static class SpringClients {

        @Bean
        @ConditionalOnMissingBean
        BlockingClientRequests opperBlockingClientRequests() {
            return new BlockingClientRequests();
        }

        @Bean
        @ConditionalOnMissingBean
        ReactiveClientRequests opperReactiveClientRequests() {
            return new ReactiveClientRequests();
        }

    }

    /** What lets a {@code WebClient} wait without blocking. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebClientCustomizer.class)
    @ConditionalOnBean(OpperGateway.class)
    static class WebClients {

        @Bean
        WebClientCustomizer opperExchangeFilter() {
            return (builder) -> builder.filter(new OpperExchangeFilter());
        }

    }

    /** Streams of Spring AI's client for OpenAI, whose requests come from elsewhere. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(value = ChatClientBuilderCustomizer.class,
            name = "org.springframework.ai.openai.OpenAiChatOptions")
    @ConditionalOnBean(OpperGateway.class)
    static class OpenAiStreams {

        @Bean
        ChatClientBuilderCustomizer opperCallTicket() {
            CallTicketAdvisor advisor = new CallTicketAdvisor();
            return (builder) -> builder.defaultAdvisors(advisor);
        }

    }

    /** OkHttp, which Spring AI's client for OpenAI is made with. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ OkHttpContext.class, OkHttpClient.class })
    static class OkHttp {

        @Bean
        @ConditionalOnMissingBean
        OkHttpClientRequests opperOkHttpClientRequests() {
            return new OkHttpClientRequests();
        }

    }

}
