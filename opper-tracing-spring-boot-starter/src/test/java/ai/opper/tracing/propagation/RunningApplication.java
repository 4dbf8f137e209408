// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.test.RecordedSpans;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;

/** A Boot application with the starter and nothing set, but for what a test names. */
final class RunningApplication implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ConfigurableApplicationContext context;

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningApplication start(Class<?> configuration, String... properties) {
        return new RunningApplication(new SpringApplicationBuilder(Recording.class, configuration)
            .properties("spring.main.web-application-type=none", "server.port=0", "server.shutdown=immediate",
                    "opper.local.enabled=false", "management.tracing.export.enabled=false")
            .logStartupInfo(false)
            .run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return this.context.getBean(name, type);
    }

    OpperTracer tracer() {
        return bean(OpperTracer.class);
    }

    RecordedSpans spans() {
        return bean(RecordedSpans.class);
    }

    void publish(Object event) {
        this.context.publishEvent(event);
    }

    int port() {
        return Integer.parseInt(this.context.getEnvironment().getProperty("local.server.port", "0"));
    }

    String get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(PATIENCE)
            .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /**
     * Two spans after each other hand work over, and then somebody without a span: each
     * piece of work belongs to who handed it over, whichever thread it meets.
     */
    void assertCarriesParents(Carrier carrier) throws Exception {
        carry(carrier);
        assertThat(spans()).hasTreeInAnyOrder("""
                first
                  below first
                second
                  below second
                below nobody
                """);
    }

    /** The opposite: each piece of work starts a trace. */
    void assertCarriesNothing(Carrier carrier) throws Exception {
        carry(carrier);
        assertThat(spans()).hasTreeInAnyOrder("""
                first
                below first
                second
                below second
                below nobody
                """);
    }

    private void carry(Carrier carrier) throws Exception {
        spans().clear();
        for (String parent : List.of("first", "second")) {
            tracer().inSpanChecked(parent, () -> {
                carrier.carry(() -> tracer().inSpan("below " + parent, () -> {
                }));
                return null;
            });
        }
        carrier.carry(() -> tracer().inSpan("below nobody", () -> {
        }));
        spans().awaitSpans(5, PATIENCE);
    }

    @Override
    public void close() {
        this.context.close();
    }

    /** Carries work to where it is done. */
    @FunctionalInterface
    interface Carrier {

        void carry(Runnable work) throws Exception;

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Recording {

        @Bean
        RecordedSpans recordedSpans() {
            return new RecordedSpans();
        }

    }

}
