// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.UUID;

/**
 * Makes examples of spans that the destination has stored.
 */
@FunctionalInterface
public interface ExampleSaver {

    /** Saves nothing. */
    ExampleSaver NONE = (spanId) -> {
    };

    /**
     * Makes an example of a span. Called by the shipping thread, once for each span, so
     * it must not block. What it throws is counted.
     * @param spanId the span, which the destination has
     */
    void save(UUID spanId);

}
