// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A new span. Many of them are written together, so it is not applied by itself.
 *
 * @param row the span
 * @param traceId the trace that the client named, or null to take the parent's or a new
 * one
 * @param strict whether its parent must be stored already
 */
record SpanCreate(SpanRow row, @Nullable UUID traceId, boolean strict) implements Change<Span> {

    @Override
    public Span apply(Group group) {
        return group.insertAlone(this);
    }

    @Override
    public long weight() {
        return this.row.bytes();
    }

}
