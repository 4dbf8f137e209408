// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

import ai.opper.tracing.local.LocalOpper;

/**
 * Runs Local Opper beside the application when it is on the class path, and sends spans
 * there when there is no key.
 */
@AutoConfiguration
@ConditionalOnClass(LocalOpper.class)
@ConditionalOnBooleanProperty(name = "opper.tracing.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "opper.local.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LocalOpperProperties.class)
public final class LocalOpperAutoConfiguration {

    /**
     * Asks again whether it is wanted: the conditions of an application that was
     * processed ahead of time have been decided long before it starts.
     */
    @Bean
    RunningLocalOpper opperRunningLocalOpper(LocalOpperProperties properties, Environment environment) {
        boolean tracing = environment.getProperty("opper.tracing.enabled", Boolean.class, true);
        return (tracing && properties.enabled()) ? RunningLocalOpper.start(properties) : RunningLocalOpper.unwanted();
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(NoApiKey.class)
    OpperConnectionDetails localOpperConnectionDetails(RunningLocalOpper local) {
        return new LocalOpperConnectionDetails(local);
    }

    /** Matches when spans have nowhere else to go. */
    static final class NoApiKey extends NoneNestedConditions {

        NoApiKey() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @Conditional(OpperApiKey.Present.class)
        static final class Key {

        }

    }

}
