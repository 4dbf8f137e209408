// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.Objects;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in sentences which property is wrong and how to mend it. */
final class InvalidOpperPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidOpperPropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidOpperPropertyException cause) {
        String problem = Objects.requireNonNullElse(cause.getMessage(), "It cannot be used.");
        return new FailureAnalysis("Opper Tracing cannot use the property '" + cause.property() + "': " + problem,
                cause.action(), cause);
    }

}
