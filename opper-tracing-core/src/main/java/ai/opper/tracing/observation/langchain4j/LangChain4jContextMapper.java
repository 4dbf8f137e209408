// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.ai.ContentContextMapper;

/** Describes what {@link LangChain4jTracing} observes. */
public final class LangChain4jContextMapper extends ContentContextMapper<LangChain4jContext> {

    private final CostEstimator costs;

    /**
     * Makes a mapper.
     * @param includeContent whether messages, arguments and results of tools, queries and
     * documents are recorded
     * @param costs knows what a call costs
     */
    public LangChain4jContextMapper(boolean includeContent, CostEstimator costs) {
        super(LangChain4jContext.class, SpanType.CHAIN, includeContent);
        this.costs = costs;
    }

    @Override
    protected String typeOf(LangChain4jContext context) {
        return context.spanType();
    }

    @Override
    protected String nameOf(LangChain4jContext context) {
        return context.spanName();
    }

    @Override
    protected TraceAttributes attributesOf(LangChain4jContext context) {
        return context.attributes();
    }

    @Override
    protected void started(LangChain4jContext context, Span span) {
        context.started(span, includesContent());
    }

    @Override
    protected void stopped(LangChain4jContext context, Span span) {
        context.stopped(span, includesContent(), this.costs);
    }

}
