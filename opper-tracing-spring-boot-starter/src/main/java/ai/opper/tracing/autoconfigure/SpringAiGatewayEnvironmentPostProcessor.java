// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import ai.opper.tracing.export.opper.OpperExporterSettings;

/**
 * Lets Spring AI's client for OpenAI call models through Opper, when the user has said
 * so. Address and key are replaced together, so that neither key gets to the other's
 * address.
 */
final class SpringAiGatewayEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

    static final String SWITCH = "opper.tracing.gateway.spring-ai";

    /** Opper's endpoints for clients of OpenAI. */
    static final String PATH = "/v3/compat";

    private static final String NAME = "opperGateway";

    /** After the configuration files have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!"true".equalsIgnoreCase(environment.getProperty(SWITCH))) {
            return;
        }
        if (OpperApiKey.find(environment) == null) {
            throw new InvalidOpperPropertyException(OpperApiKey.PROPERTY,
                    "There is no key, and " + SWITCH + " lets Spring AI call models through Opper.",
                    "Set it to an API key of your Opper account, or remove " + SWITCH + '.', null);
        }
        PropertiesOpperConnectionDetails opper = PropertiesOpperConnectionDetails
            .of(environment.getProperty(PropertiesOpperConnectionDetails.BASE_URL), environment);
        Map<String, Object> connection = Map.of("spring.ai.openai.base-url",
                OpperExporterSettings.address(opper.baseUrl()) + PATH, "spring.ai.openai.api-key", opper.apiKey());
        environment.getPropertySources().addFirst(new MapPropertySource(NAME, connection));
    }

}
