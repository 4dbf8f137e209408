// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.JsonText;
import ai.opper.tracing.observation.ai.ModelWords;

/** A tool that a model has asked for. */
final class ToolContext extends LangChain4jContext {

    static final String NAME = "langchain4j.tool";

    private final ToolExecutionRequest request;

    private final @Nullable String description;

    private volatile @Nullable String result;

    ToolContext(ToolExecutionRequest request, @Nullable String description) {
        this.request = request;
        this.description = description;
    }

    void result(@Nullable String result) {
        this.result = result;
    }

    @Override
    String spanType() {
        return SpanType.TOOL;
    }

    @Override
    String spanName() {
        return this.request.name();
    }

    @Override
    void started(Span span, boolean includeContent) {
        ModelWords.meta(span, "tool_call_id", this.request.id());
        if (includeContent) {
            ModelWords.meta(span, "description", this.description);
            span.input(JsonText.read(this.request.arguments()));
        }
    }

    @Override
    void stopped(Span span, boolean includeContent, CostEstimator costs) {
        if (includeContent && this.result != null) {
            span.output(JsonText.read(this.result));
        }
    }

}
