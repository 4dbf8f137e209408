// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.StringUtils;

import ai.opper.tracing.autoconfigure.unseen.UnseenApplication;
import ai.opper.tracing.test.RecordedSpans;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ProxyCheckAtStartTest {

    private static final String PRIVATE = "  - ai.opper.tracing.autoconfigure.unseen.UnseenApplication.Shelf.dust is private: ";

    private static final String SELF = "  - ai.opper.tracing.autoconfigure.unseen.UnseenApplication.Shelf.find is called by read on 'this', past the proxy: ";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(OpperExportAutoConfiguration.class,
                OpperTracingAutoConfiguration.class, ObservationAutoConfiguration.class))
        .withBean(RecordedSpans.class)
        .withUserConfiguration(UnseenApplication.class);

    @Test
    void byDefault_oneWarningListsAll(CapturedOutput output) {
        this.runner.run((context) -> {
            assertThat(context).hasNotFailed();
            assertThat(output).contains(PRIVATE).contains(SELF).contains("opper.tracing.proxy-check=off");
            assertThat(StringUtils.countOccurrencesOf(output.toString(), "Opper Tracing cannot see")).isEqualTo(1);
        });
    }

    @Test
    void fail_stopsTheApplicationWithTheSameList() {
        this.runner.withPropertyValues("opper.tracing.proxy-check=fail").run((context) -> {
            FailureAnalysis analysis = analyze(context.getStartupFailure());
            assertThat(analysis.getDescription()).startsWith("Opper Tracing cannot see")
                .contains(PRIVATE)
                .contains(SELF);
            assertThat(analysis.getAction()).contains("opper.tracing.proxy-check=warn");
        });
    }

    /** YAML reads off as false. */
    @ParameterizedTest
    @ValueSource(strings = { "off", "false" })
    void off_isSilent(String value, CapturedOutput output) {
        this.runner.withPropertyValues("opper.tracing.proxy-check=" + value).run((context) -> {
            assertThat(context).hasNotFailed();
            assertThat(output).doesNotContain("cannot see");
        });
    }

    @Test
    void wrongValue_isNamedWithThePropertyAndWhatItMayBe() {
        this.runner.withPropertyValues("opper.tracing.proxy-check=loud").run((context) -> {
            FailureAnalysis analysis = analyze(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains("opper.tracing.proxy-check").contains("loud");
            assertThat(analysis.getAction()).contains("FAIL").contains("OFF").contains("WARN");
        });
    }

    @Test
    void withoutTracing_nothingIsSaid(CapturedOutput output) {
        this.runner.withPropertyValues("opper.tracing.enabled=false").run((context) -> {
            assertThat(context).hasNotFailed();
            assertThat(output).doesNotContain("cannot see");
        });
    }

    private static FailureAnalysis analyze(Throwable failure) {
        assertThat(failure).isNotNull();
        return SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, (type, name, ex) -> {
            // Analyzers of other modules may need beans that are not here.
        })
            .stream()
            .map((analyzer) -> analyzer.analyze(failure))
            .filter((analysis) -> analysis != null && analysis.getDescription() != null)
            .findFirst()
            .orElseThrow(() -> new AssertionError("nobody explains this failure", failure));
    }

}
