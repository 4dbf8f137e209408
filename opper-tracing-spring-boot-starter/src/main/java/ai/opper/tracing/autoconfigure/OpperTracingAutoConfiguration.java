// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.env.Environment;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Redactor;
import ai.opper.tracing.aspect.CallTracer;
import ai.opper.tracing.aspect.ResultAdapter;
import ai.opper.tracing.aspect.TracedAspect;
import ai.opper.tracing.aspect.TracedBeanPostProcessor;
import ai.opper.tracing.capture.JsonPayloadCapture;
import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.client.OpperClient;
import ai.opper.tracing.export.SpanShippers;
import ai.opper.tracing.observation.ExampleSaver;
import ai.opper.tracing.observation.ObservationOpperTracer;
import ai.opper.tracing.observation.RecordingSettings;
import ai.opper.tracing.observation.SpanObservationHandler;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.observation.TracerBridge;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanSink;

/**
 * Records spans, when there is somewhere for them to go.
 */
@AutoConfiguration(after = OpperExportAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnBooleanProperty(name = "opper.tracing.enabled", matchIfMissing = true)
@ConditionalOnBean({ SpanSink.class, ObservationRegistry.class })
@EnableConfigurationProperties(OpperTracingProperties.class)
@Import({ LibraryObservationConfigurations.Handler.class, LibraryObservationConfigurations.Servlet.class,
        LibraryObservationConfigurations.Reactive.class, LibraryObservationConfigurations.Tracing.class,
        GatewayConfigurations.Gateway.class, GatewayConfigurations.SpringClients.class,
        GatewayConfigurations.WebClients.class, GatewayConfigurations.OkHttp.class,
        GatewayConfigurations.OpenAiStreams.class, OpenTelemetryConfigurations.Source.class,
        SpringAiConfigurations.Models.class, SpringAiConfigurations.ChatClients.class,
        SpringAiConfigurations.VectorStores.class, LangChain4jConfigurations.class })
public final class OpperTracingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PayloadCapture opperPayloadCapture(OpperTracingProperties properties, Problems problems,
            ObjectProvider<Redactor> redactor) {
        TracingSettings settings = new TracingSettings(properties);
        return new JsonPayloadCapture(settings.captureLimits(), settings.redaction(redactor.getIfAvailable()),
                problems);
    }

    /**
     * Spans may be recorded while beans are made, so shipping begins before anything can
     * be recorded.
     */
    @Bean
    @ConditionalOnMissingBean
    SpanRecording opperSpanRecording(OpperTracingProperties properties, Environment environment, PayloadCapture capture,
            SpanSink sink, Ledger ledger, Problems problems, ObjectProvider<Destination> destination,
            ObjectProvider<TracerBridge> bridge, ObjectProvider<ExampleSaver> examples,
            ObjectProvider<SpanShipperLifecycle> shipping) {
        shipping.ifAvailable(SpanShipperLifecycle::start);
        RecordingSettings settings = new TracingSettings(properties).recording(environment);
        boolean somewhere = properties.enabled() && Destination.isReachedBy(sink, destination);
        return new SpanRecording(somewhere ? settings : settings.recordingNothing(), capture, sink, ledger, problems,
                bridge.getIfAvailable(() -> TracerBridge.NONE), examples.getIfAvailable(() -> ExampleSaver.NONE));
    }

    /** Needs the client, and so a connection, only when there is an example. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(Destination.class)
    ExampleSaver opperExampleSaver(ObjectProvider<OpperClient> client, Problems problems) {
        return new ApiExampleSaver(client::getObject, problems);
    }

    @Bean
    SpanRecordingLifecycle opperSpanRecordingLifecycle(SpanRecording recording) {
        return new SpanRecordingLifecycle(recording);
    }

    @Bean
    @ConditionalOnMissingBean
    SpanObservationHandler opperSpanObservationHandler(SpanRecording recording) {
        return new SpanObservationHandler(recording);
    }

    @Bean
    @ConditionalOnMissingBean
    SpanTracer opperSpanTracer(ObservationRegistry registry, SpanRecording recording) {
        return new SpanTracer(registry, recording);
    }

    @Bean
    @ConditionalOnMissingBean
    OpperTracer opperTracer(SpanTracer tracer, ObjectProvider<SpanShippers> shippers) {
        SpanShippers available = shippers.getIfAvailable();
        OpperTracer noop = OpperTracer.noop();
        return new ObservationOpperTracer(tracer, (available != null) ? available::flush : noop::flush);
    }

    @Bean
    @ConditionalOnMissingBean
    CallTracer opperCallTracer(SpanTracer tracer, ObjectProvider<ResultAdapter> adapters, BeanFactory beans) {
        return new CallTracer(tracer, adapters.orderedStream().toList(), new BeanFactoryResolver(beans));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean
    static TracedBeanPostProcessor opperTracedBeanPostProcessor(ObjectProvider<CallTracer> tracer,
            Environment environment) {
        int order = environment.getProperty("opper.tracing.advisor-order", Integer.class,
                TracedBeanPostProcessor.DEFAULT_ADVISOR_ORDER);
        TracedBeanPostProcessor processor = new TracedBeanPostProcessor(tracer::getObject, order);
        processor.setProxyTargetClass(environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
        return processor;
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ProxyCheckAtStart opperProxyCheck(ConfigurableListableBeanFactory beans, Environment environment) {
        return new ProxyCheckAtStart(beans, environment);
    }

    /** Classes that AspectJ has woven find the tracer through the aspect. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.aspectj.lang.ProceedingJoinPoint")
    static class WeavingConfiguration {

        @Bean
        WovenCalls opperWovenCalls(CallTracer tracer) {
            return new WovenCalls(tracer);
        }

    }

    /** Opens the aspect's door as long as the application runs. */
    static final class WovenCalls implements AutoCloseable {

        private final CallTracer tracer;

        WovenCalls(CallTracer tracer) {
            this.tracer = tracer;
            TracedAspect.use(tracer);
        }

        @Override
        public void close() {
            TracedAspect.release(this.tracer);
        }

    }

}
