// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.opentelemetry.api.trace.SpanKind;

import ai.opper.tracing.SpanType;

/** What OpenInference and OpenTelemetry call the kinds of work. */
final class SpanKinds {

    static final String LLM = "LLM";

    static final String EMBEDDING = "EMBEDDING";

    static final String RETRIEVER = "RETRIEVER";

    static final String RERANKER = "RERANKER";

    static final String TOOL = "TOOL";

    static final String AGENT = "AGENT";

    static final String CHAIN = "CHAIN";

    static final String EVALUATOR = "EVALUATOR";

    private static final Set<String> KINDS = Set.of(LLM, EMBEDDING, RETRIEVER, RERANKER, TOOL, AGENT, CHAIN, EVALUATOR,
            "GUARDRAIL", "PROMPT");

    /** Words of Opper's. */
    private static final Map<String, String> OTHERS = Map.of(SpanType.GENERATION, LLM, SpanType.CALL, LLM,
            SpanType.WORKFLOW, CHAIN, "subagent", AGENT, "retrieval", RETRIEVER);

    private static final String HTTP = "http";

    private SpanKinds() {
    }

    /** OpenInference knows these kinds only; any other work is a step among others. */
    static String openInference(String type) {
        String kind = type.toUpperCase(Locale.ROOT);
        return KINDS.contains(kind) ? kind : OTHERS.getOrDefault(type.toLowerCase(Locale.ROOT), CHAIN);
    }

    /** Spans of type HTTP are requests that this application serves. */
    static SpanKind kind(String type) {
        return type.equals(HTTP) ? SpanKind.SERVER : SpanKind.INTERNAL;
    }

}
