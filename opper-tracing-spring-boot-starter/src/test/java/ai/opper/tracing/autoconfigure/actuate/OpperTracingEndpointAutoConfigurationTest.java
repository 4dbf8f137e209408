// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.util.UUID;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.autoconfigure.NoopTracingAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperExportAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperTracingAutoConfiguration;
import ai.opper.tracing.autoconfigure.meter.OpperTracingMetersAutoConfiguration;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.RecordedSpans;

import static org.assertj.core.api.Assertions.assertThat;

class OpperTracingEndpointAutoConfigurationTest {

    private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(OpperExportAutoConfiguration.class,
            OpperTracingAutoConfiguration.class, NoopTracingAutoConfiguration.class, ObservationAutoConfiguration.class,
            OpperTracingEndpointAutoConfiguration.class);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final WebApplicationContextRunner web = new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
        .withPropertyValues("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url());

    @Test
    void exposedOverHttp_suppliesTheEndpointAndItsWebExtension() {
        this.web.withPropertyValues("management.endpoints.web.exposure.include=oppertracing")
            .run((context) -> assertThat(context).hasSingleBean(OpperTracingEndpoint.class)
                .hasSingleBean(OpperTracingEndpointWebExtension.class));
    }

    @Test
    void exposedOverJmxAlone_suppliesTheEndpointAlone() {
        this.web.withPropertyValues("management.endpoints.jmx.exposure.include=oppertracing", "spring.jmx.enabled=true")
            .run((context) -> assertThat(context).hasSingleBean(OpperTracingEndpoint.class)
                .doesNotHaveBean(OpperTracingEndpointWebExtension.class));
    }

    @Test
    void notExposed_suppliesNothing() {
        this.web.run((context) -> assertThat(context).hasNotFailed()
            .hasSingleBean(OpperTracer.class)
            .doesNotHaveBean(OpperTracingEndpoint.class));
    }

    @Test
    void withoutAccess_suppliesNothing() {
        this.web
            .withPropertyValues("management.endpoints.web.exposure.include=*",
                    "management.endpoint.oppertracing.access=NONE")
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OpperTracingEndpoint.class));
    }

    @Test
    void tracingDisabled_suppliesNothing() {
        this.web.withPropertyValues("management.endpoints.web.exposure.include=*", "opper.tracing.enabled=false")
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OpperTracingEndpoint.class));
    }

    /** What is missing is asked for before a class that needs it is loaded. */
    @Test
    void withoutActuator_theApplicationStarts() {
        new ApplicationContextRunner()
            .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate",
                    "org.springframework.boot.health", "org.springframework.boot.micrometer.metrics",
                    "org.springframework.boot.micrometer.tracing", "io.micrometer.core"))
            .withUserConfiguration(Filtered.class)
            .withPropertyValues("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url(),
                    "management.endpoints.web.exposure.include=*")
            .run((context) -> assertThat(context).hasNotFailed()
                .hasSingleBean(OpperTracer.class)
                .hasSingleBean(SpanShipper.class)
                .doesNotHaveBean(OpperTracingEndpointAutoConfiguration.class)
                .doesNotHaveBean(OpperTracingHealthContributorAutoConfiguration.class)
                .doesNotHaveBean(KeySanitizingAutoConfiguration.class)
                .doesNotHaveBean(OpperTracingMetersAutoConfiguration.class));
    }

    @Test
    void ownEndpointBean_wins() {
        OpperTracingEndpoint mine = new OpperTracingEndpoint(
                new TracingParts(new Ledger(), new Problems(), null, null, null));
        this.web.withPropertyValues("management.endpoints.web.exposure.include=*")
            .withBean("mine", OpperTracingEndpoint.class, () -> mine)
            .run((context) -> assertThat(context.getBean(OpperTracingEndpoint.class)).isSameAs(mine));
    }

    @Test
    void ownSink_isShownWithoutShipping() {
        this.web.withPropertyValues("management.endpoints.web.exposure.include=*")
            .withBean(RecordedSpans.class)
            .run((context) -> {
                context.getBean(OpperTracer.class).inSpan("one", () -> {
                });
                OpperTracingEndpoint endpoint = context.getBean(OpperTracingEndpoint.class);
                TracingReport report = endpoint.report();
                assertThat(report.ledger().created()).isEqualTo(1);
                assertThat(report.buffer()).isNull();
                assertThat(report.shipping()).isNull();
                assertThat(report.deadLetters()).isNull();
                assertThat(endpoint.flush("1s").stored()).isZero();
            });
    }

    @Test
    void withoutDestination_isShownWithoutShipping() {
        this.web.withPropertyValues("management.endpoints.web.exposure.include=*", "opper.tracing.api-key=")
            .run((context) -> {
                TracingReport report = context.getBean(OpperTracingEndpoint.class).report();
                assertThat(report.destination()).isNull();
                assertThat(report.ledger().created()).isZero();
                assertThat(report.shipping()).isNull();
            });
    }

    @Test
    void report_namesTheDestinationAndNoKey() {
        String key = "key-" + UUID.randomUUID();
        this.web.withPropertyValues("management.endpoints.web.exposure.include=*", "opper.tracing.api-key=" + key)
            .run((context) -> {
                TracingReport report = context.getBean(OpperTracingEndpoint.class).report();
                assertThat(report.destination()).isEqualTo("Opper at " + this.api.url());
                assertThat(report.toString()).doesNotContain(key);
            });
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ ObservationAutoConfiguration.class, OpperExportAutoConfiguration.class,
            OpperTracingAutoConfiguration.class, KeySanitizingAutoConfiguration.class,
            OpperTracingEndpointAutoConfiguration.class, OpperTracingHealthContributorAutoConfiguration.class,
            OpperTracingMetersAutoConfiguration.class })
    static class Filtered {

    }

}
