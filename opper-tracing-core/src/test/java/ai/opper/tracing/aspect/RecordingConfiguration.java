// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.expression.BeanFactoryResolver;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.JsonPayloadCapture;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.observation.ObservationOpperTracer;
import ai.opper.tracing.observation.RecordingSettings;
import ai.opper.tracing.observation.SpanObservationHandler;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;

/** Wires recording as an application does, down to spans in memory. */
@Configuration(proxyBeanMethods = false)
class RecordingConfiguration {

    @Bean
    SpansInMemory spans() {
        return new SpansInMemory();
    }

    @Bean
    Problems problems() {
        return new Problems();
    }

    @Bean
    SpanRecording recording(SpansInMemory spans, Problems problems, ObjectProvider<RecordingSettings> settings) {
        return new SpanRecording(settings.getIfAvailable(() -> RecordingSettings.DEFAULT),
                new JsonPayloadCapture(CaptureLimits.DEFAULT, Redaction.standard(), problems), spans, new Ledger(),
                problems);
    }

    @Bean
    ObservationRegistry registry(SpanRecording recording) {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new SpanObservationHandler(recording));
        return registry;
    }

    @Bean
    SpanTracer tracer(ObservationRegistry registry, SpanRecording recording) {
        return new SpanTracer(registry, recording);
    }

    @Bean
    OpperTracer opperTracer(SpanTracer tracer) {
        return new ObservationOpperTracer(tracer, OpperTracer.noop()::flush);
    }

    @Bean
    CallTracer callTracer(SpanTracer tracer, ObjectProvider<ResultAdapter> adapters, BeanFactory beans) {
        return new CallTracer(tracer, adapters.orderedStream().toList(), new BeanFactoryResolver(beans));
    }

    static RecordingSettings settings(double sampling, boolean input, boolean output) {
        return new RecordingSettings(sampling, input, output, TraceAttributes.none());
    }

    /** As Spring Boot does it: proxies extend the class. */
    @Configuration(proxyBeanMethods = false)
    static class CglibProxies {

        @Bean
        static TracedBeanPostProcessor traced(ObjectProvider<CallTracer> tracer) {
            TracedBeanPostProcessor processor = new TracedBeanPostProcessor(tracer::getObject,
                    TracedBeanPostProcessor.DEFAULT_ADVISOR_ORDER);
            processor.setProxyTargetClass(true);
            return processor;
        }

    }

    /** As Spring Framework does it: proxies implement interfaces where there are any. */
    @Configuration(proxyBeanMethods = false)
    static class InterfaceProxies {

        @Bean
        static TracedBeanPostProcessor traced(ObjectProvider<CallTracer> tracer) {
            return new TracedBeanPostProcessor(tracer::getObject, TracedBeanPostProcessor.DEFAULT_ADVISOR_ORDER);
        }

    }

}
