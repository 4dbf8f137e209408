// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Switches Boot's context propagation, and the observation of messages, on where the user
 * has said nothing. What the user says anywhere wins,
 * {@code SpringApplication.setDefaultProperties} and {@code @PropertySource} included:
 * Boot keeps its default properties behind all others.
 */
final class PropagationDefaultsEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

    /** After the configuration files have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!"true".equalsIgnoreCase(environment.getProperty("opper.tracing.enabled", "true"))) {
            return;
        }
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (PropagationSetting setting : PropagationSetting.values()) {
            if (setting.isOfUse() && !environment.containsProperty(setting.property())) {
                defaults.put(setting.property(), setting.value());
            }
        }
        DefaultPropertiesPropertySource.addOrMerge(defaults, environment.getPropertySources());
    }

}
