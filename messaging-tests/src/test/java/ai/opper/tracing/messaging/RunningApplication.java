// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.messaging;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.test.RecordedSpan;
import ai.opper.tracing.test.RecordedSpans;

import static org.assertj.core.api.Assertions.assertThat;

/** A Boot application with the starter and nothing set, but for what a test names. */
final class RunningApplication implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext context;

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningApplication start(Class<?> configuration, String... properties) {
        return new RunningApplication(new SpringApplicationBuilder(Recording.class, configuration)
            .properties("opper.local.enabled=false", "spring.main.banner-mode=off", "logging.level.root=warn")
            .logStartupInfo(false)
            .run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    String property(String name) {
        return this.context.getEnvironment().getProperty(name);
    }

    RecordedSpans spans() {
        return bean(RecordedSpans.class);
    }

    List<RecordedSpan> awaitSpans(int count) {
        return spans().awaitSpans(count, PATIENCE);
    }

    void inSpan(String name, Runnable work) {
        bean(OpperTracer.class).inSpan(name, work);
    }

    long ignoredHeaders() {
        return bean(Problems.class).count(Problem.HEADER_IGNORED);
    }

    /** Sends one message in each of two spans, and one in no span. */
    void sendFromTwoSpansAndNone(Consumer<String> sender) {
        inSpan("first", () -> sender.accept("to first"));
        inSpan("second", () -> sender.accept("to second"));
        sender.accept("to nobody");
        awaitSpans(5);
    }

    void assertStartsATrace(String name) {
        RecordedSpan span = spans().span(name);
        assertThat(span.record().parentId()).as("parent of " + name).isNull();
    }

    @Override
    public void close() {
        this.context.close();
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
