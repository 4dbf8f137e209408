// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.lang.reflect.Method;

import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Tokens of the provider's cache, which LangChain4j tells in a class of each provider.
 * They are found by the names that these classes give them, so that none of the providers
 * has to be there.
 */
final class CacheTokens {

    private CacheTokens() {
    }

    static @Nullable Number read(TokenUsage usage) {
        Object details = call(usage, "inputTokensDetails");
        return firstNumber(call(usage, "cacheReadInputTokens"), call(usage, "cachedContentTokenCount"),
                (details != null) ? call(details, "cachedTokens") : null);
    }

    static @Nullable Number written(TokenUsage usage) {
        return firstNumber(call(usage, "cacheCreationInputTokens"), call(usage, "cacheWriteInputTokens"));
    }

    private static @Nullable Number firstNumber(@Nullable Object... candidates) {
        for (Object candidate : candidates) {
            if (candidate instanceof Number number) {
                return number;
            }
        }
        return null;
    }

    private static @Nullable Object call(Object target, String name) {
        if (target.getClass() == TokenUsage.class) {
            return null;
        }
        Method method = ClassUtils.getMethodIfAvailable(target.getClass(), name);
        return (method != null) ? ReflectionUtils.invokeMethod(method, target) : null;
    }

}
