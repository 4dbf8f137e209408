// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.meter;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.autoconfigure.NoopTracingAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperExportAutoConfiguration;
import ai.opper.tracing.autoconfigure.OpperTracingAutoConfiguration;
import ai.opper.tracing.export.GateState;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.RecordedSpans;

import static org.assertj.core.api.Assertions.assertThat;

class OpperTracingMetersAutoConfigurationTest {

    private static final int ALL_SERIES = 14 + Drop.values().length + Problem.values().length
            + OpperTracingMeters.STATUSES.size() + 1 + GateState.values().length;

    @TempDir
    private static Path directory;

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private final ApplicationContextRunner plain = new ApplicationContextRunner()
        .withConfiguration(
                AutoConfigurations.of(OpperExportAutoConfiguration.class, OpperTracingAutoConfiguration.class,
                        NoopTracingAutoConfiguration.class, ObservationAutoConfiguration.class,
                        MetricsAutoConfiguration.class, OpperTracingMetersAutoConfiguration.class))
        .withPropertyValues("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url());

    private final ApplicationContextRunner withoutSpool = this.plain.withBean(MeterRegistry.class, () -> this.registry);

    private final ApplicationContextRunner runner = this.withoutSpool
        .withPropertyValues("opper.tracing.spool.directory=" + directory);

    private List<Meter> ours() {
        return this.registry.getMeters()
            .stream()
            .filter((meter) -> meter.getId().getName().startsWith("opper.tracing."))
            .toList();
    }

    @Test
    void registry_isGivenEveryMeter() {
        this.runner.run((context) -> {
            assertThat(context).hasSingleBean(OpperTracingMeters.class);
            assertThat(ours()).extracting((meter) -> meter.getId().getName())
                .containsOnly(Arrays.stream(OpperTracingMeterDocumentation.values())
                    .map(OpperTracingMeterDocumentation::getName)
                    .toArray(String[]::new));
            assertThat(ours()).hasSize(ALL_SERIES);
        });
    }

    @ParameterizedTest
    @EnumSource
    void meters_areAsDocumented(OpperTracingMeterDocumentation documented) {
        this.runner.run((context) -> {
            List<Meter> meters = ours().stream()
                .filter((meter) -> meter.getId().getName().equals(documented.getName()))
                .toList();
            assertThat(meters).isNotEmpty().allSatisfy((meter) -> {
                assertThat(meter.getId().getType()).isEqualTo(documented.getType());
                assertThat(meter.getId().getBaseUnit()).isEqualTo(documented.getBaseUnit());
                assertThat(meter.getId().getDescription()).isEqualTo(documented.description());
                assertThat(meter.getId().getTags().stream().map(Tag::getKey))
                    .containsExactlyElementsOf(keys(documented));
            });
        });
    }

    private static List<String> keys(OpperTracingMeterDocumentation documented) {
        return Arrays.stream(documented.getKeyNames()).map(KeyName::asString).toList();
    }

    @Test
    void tags_haveOnlyValuesThatAreKnownBeforehand() {
        this.runner.run((context) -> {
            Set<String> values = ours().stream()
                .flatMap((meter) -> meter.getId().getTags().stream())
                .map(Tag::getValue)
                .collect(Collectors.toSet());
            assertThat(values).containsExactlyInAnyOrderElementsOf(
                    Stream
                        .of(lowerCase(Drop.values()), lowerCase(Problem.values()), lowerCase(GateState.values()),
                                Stream.of("none", "401", "403", "404", "408", "429", "500", "502", "503", "504",
                                        "other", "memory", "spool"))
                        .flatMap((each) -> each)
                        .collect(Collectors.toSet()));
        });
    }

    private static Stream<String> lowerCase(Enum<?>[] values) {
        return Arrays.stream(values).map((each) -> each.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void withoutRegistry_bindsNothing() {
        this.plain.run((context) -> assertThat(context).hasNotFailed()
            .hasSingleBean(OpperTracer.class)
            .doesNotHaveBean(OpperTracingMeters.class));
    }

    @Test
    void withoutMicrometerCore_theApplicationStarts() {
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(OpperExportAutoConfiguration.class,
                    OpperTracingAutoConfiguration.class, NoopTracingAutoConfiguration.class,
                    ObservationAutoConfiguration.class, OpperTracingMetersAutoConfiguration.class))
            .withClassLoader(new FilteredClassLoader("io.micrometer.core"))
            .withPropertyValues("opper.tracing.api-key=key", "opper.tracing.base-url=" + this.api.url())
            .run((context) -> assertThat(context).hasNotFailed()
                .hasSingleBean(OpperTracer.class)
                .doesNotHaveBean(OpperTracingMetersAutoConfiguration.class));
    }

    @Test
    void tracingDisabled_bindsNothing() {
        this.runner.withPropertyValues("opper.tracing.enabled=false").run((context) -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(OpperTracingMeters.class);
            assertThat(ours()).isEmpty();
        });
    }

    @Test
    void metersDisabled_areDenied() {
        this.runner.withPropertyValues("management.metrics.enable.opper.tracing=false")
            .run((context) -> assertThat(ours()).isEmpty());
    }

    @Test
    void withoutSpool_hasNoMetersOfOne() {
        this.withoutSpool.run((context) -> assertThat(ours()).extracting((meter) -> meter.getId().getName())
            .contains("opper.tracing.permits")
            .noneMatch((name) -> name.startsWith("opper.tracing.spool.")));
    }

    @Test
    void ownSink_hasNoMetersOfShipping() {
        this.runner.withBean(RecordedSpans.class).run((context) -> {
            context.getBean(OpperTracer.class).inSpan("one", () -> {
            });
            assertThat(this.registry.get("opper.tracing.created").functionCounter().count()).isEqualTo(1);
            assertThat(ours()).extracting((meter) -> meter.getId().getName())
                .contains("opper.tracing.dropped", "opper.tracing.captured.truncated")
                .doesNotContain("opper.tracing.permits", "opper.tracing.buffer.used", "opper.tracing.gate.state");
        });
    }

    @Test
    void closedContext_leavesNoMeterInARegistryThatLivesOn() {
        this.runner.run((context) -> assertThat(ours()).isNotEmpty());
        assertThat(ours()).isEmpty();
    }

}
