// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.opentelemetry;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.TracerBridge;
import ai.opper.tracing.span.SpanNode;

/**
 * Lets spans of ours hang below spans that an {@link OpperSpanProcessor} records. The
 * spans that another tracer makes of the same observations are found by another bridge.
 */
public final class OpenTelemetryBridge implements TracerBridge {

    private final OpperSpanProcessor processor;

    private final TracerBridge observations;

    /**
     * Makes a bridge.
     * @param processor knows the spans of OpenTelemetry
     * @param observations finds the counterparts of observations
     */
    public OpenTelemetryBridge(OpperSpanProcessor processor, TracerBridge observations) {
        this.processor = processor;
        this.observations = observations;
    }

    @Override
    public @Nullable Counterpart find(Observation.Context context) {
        return this.observations.find(context);
    }

    @Override
    public @Nullable SpanNode outer() {
        return this.processor.currentNode();
    }

}
