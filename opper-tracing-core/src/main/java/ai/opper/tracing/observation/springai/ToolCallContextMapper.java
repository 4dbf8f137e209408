// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import org.springframework.ai.tool.observation.ToolCallingObservationContext;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.observation.JsonText;

/** A tool that a model has asked for. */
public final class ToolCallContextMapper extends SpringAiContextMapper<ToolCallingObservationContext> {

    /**
     * Makes a mapper.
     * @param includeContent whether arguments and results are recorded
     */
    public ToolCallContextMapper(boolean includeContent) {
        super(ToolCallingObservationContext.class, SpanType.TOOL, includeContent);
    }

    @Override
    String nameOf(ToolCallingObservationContext context) {
        return context.getToolDefinition().name();
    }

    @Override
    void started(ToolCallingObservationContext context, Span span) {
        Descriptions.meta(span, "tool_call_id", context.getToolCallId());
        if (includesContent()) {
            Descriptions.meta(span, "description", context.getToolDefinition().description());
            span.input(JsonText.read(context.getToolCallArguments()));
        }
    }

    @Override
    void stopped(ToolCallingObservationContext context, Span span) {
        String result = context.getToolCallResult();
        if (result != null && includesContent()) {
            span.output(JsonText.read(result));
        }
    }

}
