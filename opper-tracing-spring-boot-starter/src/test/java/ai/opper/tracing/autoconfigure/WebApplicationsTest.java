// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.time.Duration;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.test.FakeOpperApi;

import static org.assertj.core.api.Assertions.assertThat;

class WebApplicationsTest {

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    @ParameterizedTest
    @EnumSource(WebApplicationType.class)
    void everyKindOfApplication_isTraced(WebApplicationType type) {
        try (ConfigurableApplicationContext context = start(builder(type))) {
            assertTraces(context);
        }
    }

    @Test
    void withoutActuatorTracingAndAspectJ_isTraced() {
        withoutNeighbours(new WebApplicationContextRunner());
        withoutNeighbours(new ReactiveWebApplicationContextRunner());
        withoutNeighbours(new ApplicationContextRunner());
    }

    private <S extends AbstractApplicationContextRunner<S, C, A>, C extends ConfigurableApplicationContext, A extends ApplicationContextAssertProvider<C>> void withoutNeighbours(
            S runner) {
        this.api.clear();
        runner
            .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate",
                    "org.springframework.boot.health", "org.springframework.boot.micrometer.metrics",
                    "org.springframework.boot.micrometer.tracing", "io.micrometer.tracing", "io.micrometer.core",
                    "io.opentelemetry", "org.aspectj", "ai.opper.tracing.local"))
            .withConfiguration(AutoConfigurations.of(LocalOpperAutoConfiguration.class,
                    OpperExportAutoConfiguration.class, OpperTracingAutoConfiguration.class,
                    NoopTracingAutoConfiguration.class, ObservationAutoConfiguration.class))
            .withUserConfiguration(OpperTracingAutoConfigurationTest.GreetingConfiguration.class)
            .withPropertyValues("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url())
            .run((context) -> assertTraces(context));
    }

    @Test
    void shipping_stopsAfterTaskExecutorsAndBeforeHttpClients() {
        assertThat(SpanShipperLifecycle.PHASE).isLessThan(Integer.MAX_VALUE / 2).isGreaterThan(1);
    }

    private static SpringApplicationBuilder builder(WebApplicationType type) {
        return new SpringApplicationBuilder(Application.class).web(type).logStartupInfo(false);
    }

    private ConfigurableApplicationContext start(SpringApplicationBuilder builder) {
        SpringApplication application = builder
            .properties("server.port=0", "opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url(),
                    "opper.local.enabled=false", "management.tracing.export.enabled=false")
            .build();
        return application.run();
    }

    private void assertTraces(ApplicationContext context) {
        assertThat(context.getBean(Greeting.class).greet("Ada")).isEqualTo("Hello, Ada");
        assertThat(context.getBean(OpperTracer.class).flush(Duration.ofSeconds(10)).isComplete()).isTrue();
        assertThat(this.api.span("hello").parentId()).isEqualTo(this.api.span("greet").id());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(OpperTracingAutoConfigurationTest.GreetingConfiguration.class)
    static class Application {

    }

}
