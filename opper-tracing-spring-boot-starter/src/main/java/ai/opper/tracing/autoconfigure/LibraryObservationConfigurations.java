// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import ai.opper.tracing.observation.ClientRequests;
import ai.opper.tracing.observation.ContextMapper;
import ai.opper.tracing.observation.LibraryObservationHandler;
import ai.opper.tracing.observation.LibraryObservations;
import ai.opper.tracing.observation.OpperGateway;
import ai.opper.tracing.observation.OpperRequests;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.observation.TraceHeaders;
import ai.opper.tracing.observation.TracerBridge;
import ai.opper.tracing.observation.http.ReactiveRequestContextMapper;
import ai.opper.tracing.observation.http.RequestTargets;
import ai.opper.tracing.observation.http.ServletRequestContextMapper;
import ai.opper.tracing.observation.tracing.MicrometerTracerBridge;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanSink;

/** The parts of {@link OpperTracingAutoConfiguration} that listen to other libraries. */
final class LibraryObservationConfigurations {

    private LibraryObservationConfigurations() {
    }

    /** What listens, unless spans have nowhere to go. */
    @Configuration(proxyBeanMethods = false)
    static class Handler {

        @Bean
        @ConditionalOnMissingBean
        LibraryObservationHandler opperLibraryObservationHandler(OpperTracingProperties properties,
                SpanRecording recording, Problems problems, SpanSink sink, ObjectProvider<Destination> destination,
                ObjectProvider<ContextMapper> mappers, ObjectProvider<ClientRequests> clients,
                ObjectProvider<OpperGateway> gateway) {
            boolean somewhere = properties.enabled() && Destination.isReachedBy(sink, destination);
            OpperTracingProperties.Observations chosen = properties.observations();
            LibraryObservations observations = somewhere
                    ? new LibraryObservations(mappers.orderedStream().toList(), chosen.include(), chosen.exclude())
                    : new LibraryObservations(List.of(), List.of(), List.of());
            OpperTracingProperties.Propagation propagation = properties.propagation();
            List<ClientRequests> known = clients.orderedStream().toList();
            TraceHeaders headers = new TraceHeaders(somewhere && propagation.enabled(),
                    new RequestTargets(propagation.hosts(), known), problems);
            return new LibraryObservationHandler(recording, observations, headers,
                    new OpperRequests(gateway.getIfAvailable(), known));
        }

    }

    /** The spans that Micrometer Tracing makes of the same observations. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Tracer.class)
    static class Tracing {

        private static final List<String> BAGGAGE = List.of("remote-fields", "local-fields", "tag-fields");

        @Bean
        @ConditionalOnMissingBean
        TracerBridge opperTracerBridge(ObjectProvider<Tracer> tracer, Environment environment) {
            Binder binder = Binder.get(environment);
            Set<String> baggage = new LinkedHashSet<>();
            for (String fields : BAGGAGE) {
                binder.bind("management.tracing.baggage." + fields, Bindable.listOf(String.class))
                    .ifBound(baggage::addAll);
            }
            return new MicrometerTracerBridge(tracer::getIfAvailable, baggage);
        }

    }

    /** Requests that a servlet container serves. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(HttpServletRequest.class)
    static class Servlet {

        @Bean
        @ConditionalOnMissingBean
        ServletRequestContextMapper opperServletRequestContextMapper() {
            return new ServletRequestContextMapper();
        }

    }

    /** Requests that WebFlux serves. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class Reactive {

        @Bean
        @ConditionalOnMissingBean
        ReactiveRequestContextMapper opperReactiveRequestContextMapper() {
            return new ReactiveRequestContextMapper();
        }

    }

}
