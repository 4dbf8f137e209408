// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Keeps keys out of the endpoints {@code env} and {@code configprops}, even when these
 * have been told to show values.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class KeySanitizingAutoConfiguration {

    /**
     * As a property, as a component of our records, as an environment variable, and where
     * Spring AI is given it.
     */
    private static final String KEY = "(?i)opper[._-]?(tracing[._-])?api[._-]?key|opper[._-]?local[._-]token"
            + "|spring[.]ai[.]openai[.]api-?key|opper[._-]?tracing[._-]otlp[._-]headers.*";

    @Bean
    SanitizingFunction opperKeySanitizingFunction() {
        return SanitizingFunction.sanitizeValue().ifKeyMatches(KEY);
    }

}
