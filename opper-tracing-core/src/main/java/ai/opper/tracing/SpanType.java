// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

/**
 * The kinds of work that viewers tell apart. A span's type is any string; these are the
 * ones that have an icon and a meaning, taken from OpenInference and from Opper.
 */
public final class SpanType {

    /** A step that links others; the default. */
    public static final String CHAIN = "chain";

    /** A loop that decides with a model which tools to use. */
    public static final String AGENT = "agent";

    /** Something a model asked for: a function, an API, a database. */
    public static final String TOOL = "tool";

    /** A call to a large language model. */
    public static final String LLM = "llm";

    /** A search for documents. */
    public static final String RETRIEVER = "retriever";

    /** A new order for documents that were found. */
    public static final String RERANKER = "reranker";

    /** Text turned into vectors. */
    public static final String EMBEDDING = "embedding";

    /** A check that may stop or change what goes in or out. */
    public static final String GUARDRAIL = "guardrail";

    /** A judgement about an answer. */
    public static final String EVALUATOR = "evaluator";

    /** Opper's own word for a model call inside a task. */
    public static final String GENERATION = "generation";

    /** Opper's own word for a task completion. */
    public static final String CALL = "call";

    /** Opper's own word for a process of several steps. */
    public static final String WORKFLOW = "workflow";

    private SpanType() {
    }

}
