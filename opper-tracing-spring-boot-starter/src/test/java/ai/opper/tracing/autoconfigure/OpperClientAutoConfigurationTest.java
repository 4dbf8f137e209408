// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.client.OpperClient;
import ai.opper.tracing.client.OpperSpan;
import ai.opper.tracing.export.opper.OpperExporterSettings;
import ai.opper.tracing.test.FakeOpperApi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class OpperClientAutoConfigurationTest {

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(LocalOpperAutoConfiguration.class, OpperExportAutoConfiguration.class,
                OpperClientAutoConfiguration.class, OpperTracingAutoConfiguration.class,
                NoopTracingAutoConfiguration.class, ObservationAutoConfiguration.class))
        .withPropertyValues("opper.local.enabled=false");

    @Test
    void client_judgesWhatWasTraced() {
        this.api.requireKey("secret-key");
        this.runner.withPropertyValues("opper.tracing.api-key=secret-key", "opper.tracing.base-url=" + this.api.url())
            .run((context) -> {
                OpperTracer tracer = context.getBean(OpperTracer.class);
                Span span = tracer.span("answer").start();
                span.close();
                assertThat(tracer.flush(Duration.ofSeconds(10)).isComplete()).isTrue();
                OpperClient client = context.getBean(OpperClient.class);
                client.spans().feedback(span.id(), 0.5, null, false);
                OpperSpan stored = client.spans().get(span.id());
                assertThat(stored.name()).isEqualTo("answer");
                assertThat(stored.feedback()).isEqualTo(new OpperSpan.Feedback(0.5, null));
            });
    }

    @Test
    void apiVersion_isThatOfTheTraces() {
        this.runner
            .withPropertyValues("opper.tracing.api-key=secret-key", "opper.tracing.base-url=" + this.api.url(),
                    "opper.tracing.api-version=v3")
            .run((context) -> {
                context.getBean(OpperClient.class).traces().list(null, 0, 1);
                assertThat(this.api.requests()).extracting((request) -> request.path()).containsExactly("/v3/traces");
            });
    }

    @Test
    void withoutAnApi_thereIsNoClient() {
        this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OpperClient.class));
        this.runner.withUserConfiguration(Unavailable.class).run((context) -> {
            assertThat(context).hasNotFailed();
            assertThatException().isThrownBy(() -> context.getBean(OpperClient.class))
                .withRootCauseInstanceOf(IllegalStateException.class)
                .havingRootCause()
                .withMessage("There is no API for an OpperClient: Local Opper is not available. See the log for the"
                        + " reason.");
        });
    }

    @Test
    void clientOfTheApplication_isLeftAlone() {
        this.runner.withPropertyValues("opper.tracing.api-key=secret-key", "opper.tracing.base-url=" + this.api.url())
            .withBean("mine", OpperClient.class,
                    () -> OpperClient.create(new OpperExporterSettings(this.api.url(), null, Duration.ofSeconds(1),
                            Duration.ofSeconds(1), 1)))
            .run((context) -> assertThat(context).hasSingleBean(OpperClient.class).hasBean("mine"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Unavailable {

        @Bean
        OpperConnectionDetails connection() {
            return new OpperConnectionDetails() {

                @Override
                public @Nullable URI baseUrl() {
                    return null;
                }

                @Override
                public String description() {
                    return "Local Opper";
                }

            };
        }

    }

}
