// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** The context of an observation that is meant to become a span. */
public final class SpanObservationContext extends Observation.Context {

    private final SpanSpec spec;

    private volatile @Nullable RecordingSpan span;

    private volatile boolean seen;

    private volatile boolean withdrawn;

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

    /** The span, or {@code null} when its trace is not sampled. */
    @Nullable RecordingSpan span() {
        return this.span;
    }

    void span(@Nullable RecordingSpan span) {
        this.span = span;
    }

    /** Whether there is no span after all; children hang below what is above. */
    boolean isWithdrawn() {
        return this.withdrawn;
    }

    void withdrawn() {
        this.withdrawn = true;
    }

    /** Whether our handler has heard of the observation. */
    boolean isSeen() {
        return this.seen;
    }

    void seen() {
        this.seen = true;
    }

}
