// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import org.springframework.ai.tool.observation.ToolCallingObservationContext;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.observation.JsonText;
import ai.opper.tracing.observation.ai.ContentContextMapper;
import ai.opper.tracing.observation.ai.ModelWords;

/** A tool that a model has asked for. */
public final class ToolCallContextMapper extends ContentContextMapper<ToolCallingObservationContext> {

    /**
     * Makes a mapper.
     * @param includeContent whether arguments and results are recorded
     */
    public ToolCallContextMapper(boolean includeContent) {
        super(ToolCallingObservationContext.class, SpanType.TOOL, includeContent);
    }

    @Override
    protected String nameOf(ToolCallingObservationContext context) {
        return context.getToolDefinition().name();
    }

    @Override
    protected void started(ToolCallingObservationContext context, Span span) {
        ModelWords.meta(span, "tool_call_id", context.getToolCallId());
        if (includesContent()) {
            ModelWords.meta(span, "description", context.getToolDefinition().description());
            span.input(JsonText.read(context.getToolCallArguments()));
        }
    }

    @Override
    protected void stopped(ToolCallingObservationContext context, Span span) {
        String result = context.getToolCallResult();
        if (result != null && includesContent()) {
            span.output(JsonText.read(result));
        }
    }

}
