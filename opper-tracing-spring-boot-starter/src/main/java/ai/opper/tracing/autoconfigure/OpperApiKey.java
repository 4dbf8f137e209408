// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Finds the API key: in our property, or in the variable that Opper's other SDKs read.
 */
final class OpperApiKey {

    static final String PROPERTY = "opper.tracing.api-key";

    private static final String VARIABLE = "OPPER_API_KEY";

    private OpperApiKey() {
    }

    /**
     * The key, as it was written.
     * @param environment where to look
     * @return the key, {@code null} when it is empty or missing
     */
    static @Nullable String find(PropertyResolver environment) {
        String property = environment.getProperty(PROPERTY);
        String key = StringUtils.hasLength(property) ? property : environment.getProperty(VARIABLE);
        return StringUtils.hasLength(key) ? key : null;
    }

    /**
     * Matches when there is a key. While an application is processed ahead of time nobody
     * knows whether there will be one when it starts, so it matches then, too.
     */
    static final class Present extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            ConditionMessage.Builder message = ConditionMessage.forCondition("Opper API key");
            if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
                return ConditionOutcome.match(message.because("a key is looked for when the application starts"));
            }
            return (find(context.getEnvironment()) != null)
                    ? ConditionOutcome.match(message.because("a key is configured"))
                    : ConditionOutcome.noMatch(message.because("neither " + PROPERTY + " nor " + VARIABLE + " is set"));
        }

    }

}
