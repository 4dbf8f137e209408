// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import ai.opper.tracing.local.store.Span;
import ai.opper.tracing.local.store.TraceSummary;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A trace as the API spells it: a line of the list, or with its spans. */
record TraceAnswer(UUID id, Instant startTime, @Nullable Instant endTime, @Nullable Long durationMs, String status,
        String name, @Nullable String input, @Nullable String output, @Nullable Long totalTokens,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<TraceSpanAnswer> spans) {

    static TraceAnswer of(TraceSummary trace, @Nullable Span root, @Nullable List<TraceSpanAnswer> spans) {
        return new TraceAnswer(trace.id(), trace.startTime(), trace.endTime(), trace.durationMs(),
                trace.status().word(), trace.name(), (root != null) ? root.input() : null,
                (root != null) ? root.output() : null, trace.totalTokens(), spans);
    }

}
