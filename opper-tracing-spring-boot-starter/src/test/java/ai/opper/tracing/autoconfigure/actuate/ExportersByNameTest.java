// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.autoconfigure.NoopTracingAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperExportAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperTracingAutoConfiguration;
import ai.opper.tracing.autoconfigure.meter.ExporterMeterDocumentation;
import ai.opper.tracing.autoconfigure.meter.OpperTracingMetersAutoConfiguration;
import ai.opper.tracing.export.BatchItem;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanBatchExporter;
import ai.opper.tracing.test.FakeOpperApi;

import static org.assertj.core.api.Assertions.assertThat;

/** What Actuator and Micrometer tell of several exporters. */
class ExportersByNameTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(OpperExportAutoConfiguration.class,
                OpperTracingAutoConfiguration.class, NoopTracingAutoConfiguration.class,
                ObservationAutoConfiguration.class, OpperTracingEndpointAutoConfiguration.class,
                MetricsAutoConfiguration.class, OpperTracingHealthContributorAutoConfiguration.class,
                OpperTracingMetersAutoConfiguration.class))
        .withBean(MeterRegistry.class, () -> this.registry)
        .withPropertyValues("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url(),
                "management.endpoints.web.exposure.include=*", "opper.tracing.export.shutdown-timeout=200ms");

    private static void record(OpperTracer tracer) {
        tracer.inSpan("work", () -> {
        });
        tracer.flush(PATIENCE);
    }

    @Test
    void report_hasEachExporterByItsName() {
        this.runner.withBean(SpanBatchExporter.class, () -> new Scripted(ExportResult.stored())).run((context) -> {
            record(context.getBean(OpperTracer.class));
            Map<String, ExporterReport> exporters = context.getBean(OpperTracingEndpoint.class).report().exporters();
            assertThat(exporters).containsOnlyKeys("opper", "scripted");
            assertThat(exporters).allSatisfy((name, report) -> {
                assertThat(report.running()).isTrue();
                assertThat(report.failing()).isFalse();
                assertThat(report.ledger().stored()).isOne();
                assertThat(report.lastSuccess()).isNotNull();
            });
            assertThat(exporters.get("opper").destination()).contains(this.api.url().toString());
            assertThat(exporters.get("scripted").buffer().bytes()).isZero();
        });
    }

    @Test
    void report_hasWhatOneOfThemRefused() {
        this.runner.withBean(SpanBatchExporter.class, () -> new Scripted(new ExportResult.Rejected("no", 403, false)))
            .run((context) -> {
                record(context.getBean(OpperTracer.class));
                TracingReport report = context.getBean(OpperTracingEndpoint.class).report();
                assertThat(report.exporters().get("scripted").ledger().deadLettered()).isOne();
                assertThat(report.exporters().get("scripted").deadLetters().latest()).singleElement()
                    .satisfies((letter) -> assertThat(letter.name()).isEqualTo("work"));
                assertThat(report.exporters().get("opper").ledger().stored()).isOne();
                assertThat(report.problems()).containsEntry("batch_rejected", 1L);
            });
    }

    @Test
    void meters_haveTheNameAsTag() {
        this.runner.withBean(SpanBatchExporter.class, () -> new Scripted(ExportResult.stored())).run((context) -> {
            record(context.getBean(OpperTracer.class));
            for (String exporter : List.of("opper", "scripted")) {
                assertThat(this.registry.get("opper.tracing.exporter.stored")
                    .tag("exporter", exporter)
                    .functionCounter()
                    .count()).isEqualTo(1);
                assertThat(
                        this.registry.get("opper.tracing.exporter.failing").tag("exporter", exporter).gauge().value())
                    .isZero();
            }
            for (ExporterMeterDocumentation meter : ExporterMeterDocumentation.values()) {
                assertThat(this.registry.get(meter.getName()).meters()).allSatisfy((each) -> {
                    assertThat(each.getId().getType()).isEqualTo(meter.getType());
                    assertThat(each.getId().getDescription()).isEqualTo(meter.description());
                });
            }
        });
        assertThat(this.registry.getMeters())
            .noneMatch((meter) -> meter.getId().getName().startsWith("opper.tracing."));
    }

    @Test
    void health_isImpairedWhileOneOfThemFails() {
        this.runner.withBean(SpanBatchExporter.class, () -> new Scripted(ExportResult.Retry.later("away", PATIENCE)))
            .run((context) -> {
                HealthIndicator indicator = context.getBean("opperTracingHealthContributor", HealthIndicator.class);
                assertThat(indicator.health().getStatus().getCode()).isEqualTo("UP");
                context.getBean(OpperTracer.class).inSpan("work", () -> {
                });
                context.getBean(OpperTracer.class).flush(Duration.ofSeconds(2));
                Health health = indicator.health();
                assertThat(health.getStatus()).isEqualTo(OpperTracingHealthIndicator.IMPAIRED);
                assertThat(health.getDetails().get("exporters").toString()).contains("scripted", "away");
            });
    }

    @Test
    void health_knowsExportersWithoutOpper() {
        this.runner.withPropertyValues("opper.tracing.export.enabled=false")
            .withBean(SpanBatchExporter.class, () -> new Scripted(ExportResult.stored()))
            .run((context) -> {
                record(context.getBean(OpperTracer.class));
                HealthIndicator indicator = context.getBean("opperTracingHealthContributor", HealthIndicator.class);
                assertThat(indicator.health().getStatus().getCode()).isEqualTo("UP");
                assertThat(indicator.health().getDetails()).containsOnlyKeys("exporters");
            });
    }

    /** Always gives the same answer. */
    private record Scripted(ExportResult answer) implements SpanBatchExporter {

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public CompletionStage<ExportResult> export(List<BatchItem> batch) {
            return CompletableFuture.completedFuture(this.answer);
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }

    }

}
