// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/** A small application whose beans are traced. */
final class TracedApplication implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;

    private TracedApplication(Class<?>... components) {
        this.context = new AnnotationConfigApplicationContext(components);
    }

    /** With proxies that extend classes. */
    static TracedApplication of(Class<?>... components) {
        return with(RecordingConfiguration.CglibProxies.class, components);
    }

    /** With proxies that implement interfaces. */
    static TracedApplication withInterfaceProxies(Class<?>... components) {
        return with(RecordingConfiguration.InterfaceProxies.class, components);
    }

    /** The post-processor comes last, as that of an auto-configuration does. */
    static TracedApplication with(Class<?> proxies, Class<?>... components) {
        List<Class<?>> all = new ArrayList<>(List.of(components));
        all.add(RecordingConfiguration.class);
        all.add(proxies);
        return new TracedApplication(all.toArray(Class<?>[]::new));
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    Object bean(String name) {
        return this.context.getBean(name);
    }

    SpansInMemory spans() {
        return bean(SpansInMemory.class);
    }

    OpperTracer tracer() {
        return bean(OpperTracer.class);
    }

    long problems(Problem problem) {
        return bean(Problems.class).count(problem);
    }

    @Nullable Observation current() {
        return bean(ObservationRegistry.class).getCurrentObservation();
    }

    @Override
    public void close() {
        this.context.close();
    }

}
