// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import org.springframework.ai.chat.observation.ChatModelObservationContext;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.observation.CostEstimator;
import ai.opper.tracing.observation.ai.ContentContextMapper;

/**
 * A call of a chat model. One that a {@code ChatClient} makes has a span already, to
 * which the model's own observation only adds.
 */
public final class ChatModelContextMapper extends ContentContextMapper<ChatModelObservationContext> {

    private final ModelCallDescription description;

    /**
     * Makes a mapper.
     * @param includeContent whether messages are recorded
     * @param costs knows what a call costs
     */
    public ChatModelContextMapper(boolean includeContent, CostEstimator costs) {
        super(ChatModelObservationContext.class, SpanType.LLM, includeContent);
        this.description = new ModelCallDescription(includeContent, costs);
    }

    @Override
    protected boolean isSpan(ChatModelObservationContext context) {
        return !ModelCallSlot.take(context);
    }

    @Override
    protected String nameOf(ChatModelObservationContext context) {
        return ModelCallDescription.name(context.getRequest());
    }

    @Override
    protected void started(ChatModelObservationContext context, Span span) {
        this.description.started(context.getRequest(), context.isStreaming(), span);
    }

    @Override
    protected void stopped(ChatModelObservationContext context, Span span) {
        if (context.isStreaming()) {
            this.description.streamed(context, context.getResponse(), span);
        }
        this.description.answered(context.getRequest(), context.getOperationMetadata().provider(),
                context.getResponse(), span);
    }

}
