// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.observation.ChatClientObservationContext;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.observation.ai.ContentContextMapper;

/** A question that a {@code ChatClient} answers, with whatever calls that takes. */
public final class ChatClientContextMapper extends ContentContextMapper<ChatClientObservationContext> {

    /**
     * Makes a mapper.
     * @param includeContent whether the question and the answer are recorded
     */
    public ChatClientContextMapper(boolean includeContent) {
        super(ChatClientObservationContext.class, SpanType.AGENT, includeContent);
    }

    @Override
    protected String nameOf(ChatClientObservationContext context) {
        return "chat_client";
    }

    /** The conversation is the session. */
    @Override
    protected TraceAttributes attributesOf(ChatClientObservationContext context) {
        Object conversation = context.getRequest().context().get(ChatMemory.CONVERSATION_ID);
        return (conversation != null) ? TraceAttributes.none().withSessionId(conversation.toString())
                : TraceAttributes.none();
    }

    @Override
    protected void started(ChatClientObservationContext context, Span span) {
        if (context.isStream()) {
            span.meta("stream", true);
        }
        if (includesContent()) {
            span.input(question(context.getRequest().prompt()));
        }
    }

    /** What the user said last; the spans of models show all messages. */
    private static @Nullable String question(Prompt prompt) {
        return prompt.getLastUserOrToolResponseMessage().getText();
    }

    @Override
    protected void stopped(ChatClientObservationContext context, Span span) {
        ChatClientResponse answer = context.getResponse();
        ChatResponse response = (answer != null) ? answer.chatResponse() : null;
        Generation result = (response != null) ? response.getResult() : null;
        if (result != null && includesContent()) {
            span.output(result.getOutput().getText());
        }
        if (context.isStream() && answer == null && context.getError() == null) {
            span.meta("cancelled", true);
        }
    }

}
