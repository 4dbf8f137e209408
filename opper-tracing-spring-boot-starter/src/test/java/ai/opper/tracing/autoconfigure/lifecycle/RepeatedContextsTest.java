// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.lifecycle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.autoconfigure.ContextPropagationAutoConfiguration;
import ai.opper.tracing.autoconfigure.NoopTracingAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperExportAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperTracingAutoConfiguration;
import ai.opper.tracing.autoconfigure.meter.OpperTracingMetersAutoConfiguration;
import ai.opper.tracing.test.FakeOpperApi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Application contexts that come and go in one JVM leave nothing of ours behind. */
class RepeatedContextsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(OpperExportAutoConfiguration.class,
                OpperTracingAutoConfiguration.class, ContextPropagationAutoConfiguration.class,
                NoopTracingAutoConfiguration.class, ObservationAutoConfiguration.class, MetricsAutoConfiguration.class,
                OpperTracingMetersAutoConfiguration.class))
        .withBean(MeterRegistry.class, () -> this.registry)
        .withPropertyValues("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url());

    private static void trace(ApplicationContext context) {
        OpperTracer tracer = context.getBean(OpperTracer.class);
        tracer.inSpan("outer", () -> tracer.inSpan("inner", () -> {
        }));
        assertThat(tracer.flush(PATIENCE).isComplete()).isTrue();
    }

    private static void awaitNoThreads() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Traces.ourThreads()).isEmpty());
    }

    private static void awaitNothingBeyond(Traces before) {
        await().pollInSameThread()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(Traces.now().beyond(before)).isEmpty());
    }

    @Test
    void fiftyContexts_leaveNoThreadMeterFileOrHook() {
        this.runner.run(RepeatedContextsTest::trace);
        this.runner.run(RepeatedContextsTest::trace);
        awaitNoThreads();
        Traces before = Traces.now();
        long filesBefore = Traces.openFiles();
        for (int i = 0; i < 50; i++) {
            this.runner.run((context) -> {
                trace(context);
                assertThat(Traces.ourThreads()).isNotEmpty();
            });
        }
        awaitNoThreads();
        assertThat(this.api.spans()).hasSize(2 * 52);
        assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getName())
            .noneMatch((name) -> name.startsWith("opper.tracing."));
        awaitNothingBeyond(before);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Traces.openFiles()).isLessThan(filesBefore + 10));
    }

    @Test
    void wholeApplications_leaveNoThreadMBeanMeterOrHook(@TempDir Path directory) {
        run(directory);
        awaitNoThreads();
        Traces before = Traces.now();
        run(directory);
        awaitNoThreads();
        awaitNothingBeyond(before);
        assertThat(Traces.now().beans()).noneMatch((name) -> name.contains("Oppertracing"));
        assertThat(Metrics.globalRegistry.getMeters()).map(Meter::getId)
            .noneMatch((id) -> id.getName().startsWith("opper.tracing."));
    }

    /** With a web server, Local Opper, meters and the endpoint as an MBean. */
    private static void run(Path directory) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.SERVLET)
            .logStartupInfo(false)
            .properties(Map.of("server.port", "0", "opper.local.port", "0", "opper.local.database",
                    "jdbc:h2:file:" + directory.resolve("traces"), "management.tracing.export.enabled", "false",
                    "spring.jmx.enabled", "true", "management.endpoints.jmx.exposure.include", "*"))
            .run()) {
            trace(context);
            assertThat(Traces.now().beans()).anyMatch((name) -> name.contains("Oppertracing"));
            assertThat(Traces.ourThreads()).isNotEmpty();
        }
    }

    @Test
    void spanThatIsRecordedWhileBeansAreMade_isStored() {
        this.runner.withUserConfiguration(SpanAtTheStart.class).run((context) -> {
            assertThat(context.getBean(SpanAtTheStart.class).flushed.isComplete()).isTrue();
            assertThat(this.api.span("at the start")).isNotNull();
        });
    }

    @Test
    void contextThatFailsToStart_leavesNoThread() {
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        this.runner.withUserConfiguration(FailingAfterASpan.class)
            .run((context) -> failure.set(new IllegalStateException(context.getStartupFailure())));
        assertThatThrownBy(() -> {
            throw failure.get();
        }).hasRootCauseMessage("on purpose");
        awaitNoThreads();
        assertThat(this.api.spans()).hasSize(1);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

    }

    @Configuration(proxyBeanMethods = false)
    static class SpanAtTheStart {

        private final FlushResult flushed;

        SpanAtTheStart(OpperTracer tracer) {
            tracer.inSpan("at the start", () -> {
            });
            this.flushed = tracer.flush(PATIENCE);
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class FailingAfterASpan {

        FailingAfterASpan(OpperTracer tracer) {
            tracer.inSpan("at the start", () -> {
            });
            throw new IllegalStateException("on purpose");
        }

    }

}
