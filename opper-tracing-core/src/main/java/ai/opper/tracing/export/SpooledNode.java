// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;

/** The place in its trace of a span that came back from the spool. It has ended. */
final class SpooledNode extends SpanNode {

    private final @Nullable SpanRecord span;

    private SpooledNode(UUID id, UUID traceId, @Nullable SpanNode parent, @Nullable SpanRecord span) {
        super(id, traceId, parent);
        this.span = span;
    }

    static SpooledNode of(SpanRecord span, @Nullable SpanNode parent) {
        return new SpooledNode(span.id(), span.traceId(), parent, span);
    }

    /** The place of a span that is stored, and of which nothing more is known. */
    static SpooledNode ofStored(UUID id, UUID traceId) {
        return new SpooledNode(id, traceId, null, null);
    }

    @Override
    public SpanRecord snapshot() {
        SpanRecord ended = this.span;
        if (ended == null) {
            throw new IllegalStateException("A span that is stored is not sent again.");
        }
        return new SpanRecord(ended.id(), ended.traceId(), ended.parentId(), ended.name(), ended.type(),
                ended.startTime(), null, ended.input(), null, null, null, ended.sessionId(), ended.userId(),
                ended.tags(), ended.meta(), ended.events(), ended.findings(), ended.metrics());
    }

    @Override
    public boolean isEnded() {
        return true;
    }

}
