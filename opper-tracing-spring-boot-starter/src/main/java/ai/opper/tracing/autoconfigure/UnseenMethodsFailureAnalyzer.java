// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.Objects;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists the methods that no proxy can see, as the warning would. */
final class UnseenMethodsFailureAnalyzer extends AbstractFailureAnalyzer<UnseenMethodsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnseenMethodsException cause) {
        return new FailureAnalysis(Objects.requireNonNullElse(cause.getMessage(), ""),
                "Mend each method as its line says, or set opper.tracing.proxy-check=warn to start all the same.",
                cause);
    }

}
