// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

class InvalidPropertiesTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(OpperExportAutoConfiguration.class,
                OpperTracingAutoConfiguration.class, ObservationAutoConfiguration.class))
        .withPropertyValues("opper.tracing.api-key=op-secret");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            opper.tracing.base-url                | not an address       | not an address
            opper.tracing.base-url                | ftp://api.opper.ai   | ftp://api.opper.ai
            opper.tracing.base-url                | api.opper.ai         | api.opper.ai
            opper.tracing.sampling.probability    | 1.5                  | 1.5
            opper.tracing.capture.max-bytes       | 10B                  | 10 bytes
            opper.tracing.capture.max-depth       | 0                    | 0
            opper.tracing.redaction.patterns      | (unclosed            | (unclosed
            opper.tracing.export.max-buffer-size  | 0B                   | 0B
            opper.tracing.export.max-concurrency  | 0                    | 0
            opper.tracing.gateway.open-timeout    | 2m                   | PT2M
            """)
    void wrongValue_isNamedWithPropertyValueAndMend(String property, String value, String shown) {
        this.runner.withPropertyValues(property + '=' + value).run((context) -> {
            FailureAnalysis analysis = analyze(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains(property).contains(shown).doesNotContain("op-secret");
            assertThat(analysis.getAction()).isNotBlank();
        });
    }

    @Test
    void blankKey_isNamedWithoutItsValue() {
        Map<String, Object> blank = Map.of("opper.tracing.api-key", "   ");
        this.runner
            .withInitializer((context) -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("blank", blank)))
            .run((context) -> {
                FailureAnalysis analysis = analyze(context.getStartupFailure());
                assertThat(analysis.getDescription()).contains("opper.tracing.api-key").contains("blank");
                assertThat(analysis.getAction()).contains("Local Opper");
            });
    }

    private static FailureAnalysis analyze(Throwable failure) {
        assertThat(failure).isNotNull();
        return SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, (type, name, ex) -> {
            // Analyzers of other modules may need beans that are not here.
        })
            .stream()
            .map((analyzer) -> analyzer.analyze(failure))
            .filter((analysis) -> analysis != null && analysis.getDescription().startsWith("Opper Tracing"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("nobody explains this failure", failure));
    }

}
