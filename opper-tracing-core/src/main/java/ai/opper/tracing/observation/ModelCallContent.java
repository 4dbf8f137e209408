// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanRecord;

/**
 * What the span of a model call says that Opper says too, when it has made the call: what
 * went in and out, and the tokens, which a trace would count twice.
 */
final class ModelCallContent {

    private static final Set<String> TYPES = Set.of(SpanType.LLM, SpanType.EMBEDDING);

    private static final Set<String> META = Set.of("input_tokens", "output_tokens", "total_tokens", "cache_read_tokens",
            "cache_write_tokens", "estimated_cost");

    private ModelCallContent() {
    }

    static boolean isToldBy(String type) {
        return TYPES.contains(type);
    }

    static SpanRecord leaveOut(SpanRecord span) {
        Map<String, Payload> meta = new LinkedHashMap<>(span.meta());
        meta.keySet().removeAll(META);
        return new SpanRecord(span.id(), span.traceId(), span.parentId(), span.name(), span.type(), span.startTime(),
                span.endTime(), null, null, span.error(), span.score(), span.sessionId(), span.userId(), span.tags(),
                Collections.unmodifiableMap(meta), span.events(), span.findings(), span.metrics());
    }

}
