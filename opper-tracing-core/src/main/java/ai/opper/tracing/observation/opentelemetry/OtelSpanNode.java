// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.opentelemetry;

import java.util.UUID;

import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;

/**
 * The place of a span of OpenTelemetry in its trace. Knows what was said at the start,
 * and keeps nothing of OpenTelemetry's span.
 */
final class OtelSpanNode extends SpanNode {

    private final @Nullable UUID parentId;

    private final Start start;

    private volatile boolean ended;

    OtelSpanNode(UUID id, UUID traceId, @Nullable SpanNode parent, @Nullable UUID parentId, Start start) {
        super(id, traceId, parent);
        this.parentId = parentId;
        this.start = start;
    }

    @Nullable UUID parentId() {
        return this.parentId;
    }

    boolean isRoot() {
        return this.parentId == null;
    }

    /** Whether it is the place of this span and not of the one above it. */
    boolean isOf(SpanContext context) {
        return id().equals(OtelIds.spanId(context.getTraceId(), context.getSpanId()));
    }

    void end() {
        this.ended = true;
    }

    @Override
    public SpanRecord snapshot() {
        return this.start.record(this);
    }

    @Override
    public boolean isEnded() {
        return this.ended;
    }

    /** Tells what a span looks like while it runs. */
    @FunctionalInterface
    interface Start {

        SpanRecord record(OtelSpanNode node);

    }

}
