// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.tracing;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.TracerBridge;

/**
 * Finds the span that Micrometer Tracing has put on an observation. Its handlers have to
 * hear of a start before ours, as they do with Spring Boot.
 */
public final class MicrometerTracerBridge implements TracerBridge {

    /** The tag by which a span of the other tracer names ours. */
    public static final String SPAN_ID_TAG = "opper.span_id";

    private final Supplier<? extends @Nullable Tracer> tracer;

    private final Set<String> baggage;

    /**
     * Makes a bridge.
     * @param tracer gives the tracer, which knows the baggage; asked when a span starts,
     * since tracers may need much that needs observations
     * @param baggage names of the baggage that becomes tags
     */
    public MicrometerTracerBridge(Supplier<? extends @Nullable Tracer> tracer, Collection<String> baggage) {
        this.tracer = tracer;
        this.baggage = Set.copyOf(baggage);
    }

    @Override
    public @Nullable Counterpart find(Observation.Context context) {
        TracingContext tracing = context.get(TracingContext.class);
        Span span = (tracing != null) ? tracing.getSpan() : null;
        return (span != null && !span.context().traceId().isEmpty()) ? new Neighbour(span) : null;
    }

    /** A span of Micrometer Tracing. */
    private final class Neighbour implements Counterpart {

        private final Span span;

        Neighbour(Span span) {
            this.span = span;
        }

        @Override
        public String traceId() {
            return this.span.context().traceId();
        }

        @Override
        public String spanId() {
            return this.span.context().spanId();
        }

        /** A decision that is still open counts as yes. */
        @Override
        public boolean isSampled() {
            return !Boolean.FALSE.equals(this.span.context().sampled());
        }

        @Override
        public Map<String, String> baggage() {
            Set<String> names = MicrometerTracerBridge.this.baggage;
            Tracer known = names.isEmpty() ? null : MicrometerTracerBridge.this.tracer.get();
            return (known != null) ? chosen(known, this.span.context(), names) : Map.of();
        }

        private static Map<String, String> chosen(Tracer tracer, TraceContext context, Set<String> names) {
            Map<String, String> chosen = new HashMap<>(tracer.getAllBaggage(context));
            chosen.keySet().retainAll(names);
            chosen.values().removeIf((value) -> value == null);
            return chosen;
        }

        @Override
        public void refer(UUID spanId) {
            this.span.tag(SPAN_ID_TAG, spanId.toString());
        }

    }

}
