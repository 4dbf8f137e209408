// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Instant;
import java.util.UUID;

import ai.opper.tracing.local.store.Feedback;
import ai.opper.tracing.local.store.Span;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A span as the API spells it. */
record SpanAnswer(UUID id, UUID traceId, @Nullable UUID parentId, String name, @Nullable String type, Instant startTime,
        @Nullable Instant endTime, @Nullable Long durationMs, @Nullable String input, @Nullable String output,
        @Nullable String error, @Nullable ObjectNode meta, @Nullable Integer score,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FeedbackAnswer feedback) {

    static SpanAnswer of(Span span) {
        return of(span, null);
    }

    static SpanAnswer of(Span span, @Nullable Feedback feedback) {
        return new SpanAnswer(span.id(), span.traceId(), span.parentId(), span.name(), span.type(), span.startTime(),
                span.endTime(), span.durationMs(), span.input(), span.output(), span.error(), span.meta(), span.score(),
                (feedback != null) ? new FeedbackAnswer(feedback.score(), feedback.comment()) : null);
    }

    record FeedbackAnswer(double score, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String comment) {
    }

}
