// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** The context of an observation that is meant to become a span. */
public final class SpanObservationContext extends Observation.Context {

    private final SpanSpec spec;

    private volatile @Nullable TracePosition position;

    private volatile Observation.@Nullable Scope closedFromOutside;

    SpanObservationContext(SpanSpec spec) {
        this.spec = spec;
        setContextualName(spec.name());
        addLowCardinalityKeyValue(KeyValue.of(SpanObservationDocumentation.SpanKeyNames.TYPE, spec.type()));
    }

    /**
     * What was asked for.
     * @return name and type of the span
     */
    public SpanSpec spec() {
        return this.spec;
    }

    /** The span, or {@code null} when nothing is recorded. */
    @Nullable RecordingSpan span() {
        return (this.position instanceof RecordingSpan span) ? span : null;
    }

    /**
     * Where in a trace it stands; nothing is known before our handler has heard of it,
     * nor when the span was taken back.
     */
    @Nullable TracePosition position() {
        return this.position;
    }

    void position(@Nullable TracePosition position) {
        this.position = position;
    }

    /** A scope of this observation has been closed with one around it. */
    void closedFromOutside(Observation.Scope scope) {
        this.closedFromOutside = scope;
    }

    boolean wasClosedFromOutside(Observation.Scope scope) {
        return this.closedFromOutside == scope;
    }

}
