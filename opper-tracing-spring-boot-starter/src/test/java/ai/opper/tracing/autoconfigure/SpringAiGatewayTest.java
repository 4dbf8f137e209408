// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** One property that lets Spring AI's client for OpenAI call Opper. */
class SpringAiGatewayTest {

    private static final String URL = "spring.ai.openai.base-url";

    private static final String KEY = "spring.ai.openai.api-key";

    private final MockEnvironment environment = new MockEnvironment().withProperty(URL, "https://api.openai.com/v1")
        .withProperty(KEY, "sk-openai");

    private void process() {
        new SpringAiGatewayEnvironmentPostProcessor().postProcessEnvironment(this.environment, new SpringApplication());
    }

    @Test
    void switchedOn_replacesAddressAndKeyTogether() {
        this.environment.withProperty("opper.tracing.gateway.spring-ai", "true")
            .withProperty("opper.tracing.api-key", "op-secret ")
            .withProperty("opper.tracing.base-url", "https://opper.example.org/");
        process();
        assertThat(this.environment.getProperty(URL)).isEqualTo("https://opper.example.org/v3/compat");
        assertThat(this.environment.getProperty(KEY)).isEqualTo("op-secret");
    }

    @Test
    void variablesOfOpper_areEnough() {
        this.environment.withProperty("opper.tracing.gateway.spring-ai", "true").withProperty("OPPER_API_KEY", "op");
        process();
        assertThat(this.environment.getProperty(URL)).isEqualTo("https://api.opper.ai/v3/compat");
        assertThat(this.environment.getProperty(KEY)).isEqualTo("op");
    }

    @Test
    void switchedOff_changesNothing() {
        this.environment.withProperty("opper.tracing.api-key", "op-secret");
        process();
        assertThat(this.environment.getProperty(URL)).isEqualTo("https://api.openai.com/v1");
        assertThat(this.environment.getProperty(KEY)).isEqualTo("sk-openai");
    }

    @Test
    void switchedOnWithoutAKey_saysWhatIsMissing() {
        this.environment.withProperty("opper.tracing.gateway.spring-ai", "true");
        assertThatExceptionOfType(InvalidOpperPropertyException.class).isThrownBy(this::process)
            .satisfies((ex) -> assertThat(ex.getMessage()).contains("opper.tracing.gateway.spring-ai"));
    }

}
