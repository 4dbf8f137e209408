// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.autoconfigure.NoopTracingAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperExportAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperTracingAutoConfiguration;
import ai.opper.tracing.export.GateState;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.RecordedSpans;
import ai.opper.tracing.test.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OpperTracingHealthContributorAutoConfigurationTest {

    private static final String BEAN = "opperTracingHealthContributor";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final String key = "key-" + UUID.randomUUID();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(
                AutoConfigurations.of(OpperExportAutoConfiguration.class, OpperTracingAutoConfiguration.class,
                        NoopTracingAutoConfiguration.class, ObservationAutoConfiguration.class,
                        OpperTracingHealthContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class,
                        HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class))
        .withPropertyValues("opper.tracing.api-key=" + this.key, "opper.tracing.base-url=" + this.api.url(),
                "opper.tracing.export.shutdown-timeout=1s", "management.endpoint.health.show-details=always");

    @Test
    void shipping_isAContributor() {
        this.runner.run((context) -> {
            assertThat(context).hasBean(BEAN);
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("destination", "Opper at " + this.api.url())
                .containsEntry("running", true)
                .containsEntry("gate", "open")
                .containsEntry("waiting", 0L)
                .containsEntry("dropped", 0L)
                .doesNotContainKeys("gateSince", "gateUntil", "lastSuccess", "lastFailure");
        });
    }

    @Test
    void disabledInHealth_isNoContributor() {
        this.runner.withPropertyValues("management.health.oppertracing.enabled=false")
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
    }

    @Test
    void defaultsDisabled_needsToBeNamed() {
        ApplicationContextRunner without = this.runner.withPropertyValues("management.health.defaults.enabled=false");
        without.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
        without.withPropertyValues("management.health.oppertracing.enabled=true")
            .run((context) -> assertThat(context).hasBean(BEAN));
    }

    @Test
    void tracingDisabled_isNoContributor() {
        this.runner.withPropertyValues("opper.tracing.enabled=false")
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
    }

    @Test
    void ownSink_isNoContributor() {
        this.runner.withBean(RecordedSpans.class)
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
    }

    @Test
    void ownContributor_wins() {
        HealthIndicator mine = () -> Health.up().build();
        this.runner.withBean("opperTracingHealthIndicator", HealthIndicator.class, () -> mine)
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
    }

    @Test
    void stoppedShipping_isImpaired() {
        this.runner.run((context) -> {
            context.stop();
            assertThat(health(context).getStatus()).isEqualTo(OpperTracingHealthIndicator.IMPAIRED);
            assertThat(health(context).getDetails()).containsEntry("running", false);
            context.start();
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
        });
    }

    static Stream<Map.Entry<Reply, GateState>> troubles() {
        return Stream.of(Map.entry(Reply.status(401), GateState.UNAUTHORIZED),
                Map.entry(Reply.resetBeforeStoring(), GateState.FAILING));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void destinationInTrouble_isImpairedAndTheApplicationIsNot(Map.Entry<Reply, GateState> trouble) {
        this.api.always(trouble.getKey());
        this.runner.run((context) -> {
            closeTheGate(context, trouble.getValue());
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(OpperTracingHealthIndicator.IMPAIRED);
            assertThat(health.getDetails()).containsEntry("gate", trouble.getValue().label())
                .containsKeys("gateSince", "lastFailure", "lastFailureReason");
            assertThat((Long) health.getDetails().get("waiting")).isPositive();
            assertThat(health.getDetails().toString()).doesNotContain(this.key);
            assertThat(context.getBean(HealthEndpoint.class).health().getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void destinationThatAsksForAPause_isWell() {
        this.api.always(Reply.status(429).header("Retry-After", "60"));
        this.runner.run((context) -> {
            closeTheGate(context, GateState.BUSY);
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
            assertThat(health(context).getDetails()).containsEntry("gate", "busy").containsKey("gateUntil");
        });
    }

    private static void closeTheGate(ApplicationContext context, GateState state) {
        OpperTracer tracer = context.getBean(OpperTracer.class);
        for (int i = 0; i < 10; i++) {
            tracer.inSpan("one", () -> {
            });
        }
        SpanShipper shipper = context.getBean(SpanShipper.class);
        await().atMost(PATIENCE).until(() -> shipper.status().gate() == state);
    }

    private static Health health(ApplicationContext context) {
        return ((HealthIndicator) context.getBean(BEAN, HealthContributor.class)).health();
    }

}
