// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import java.util.List;
import java.util.Map;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

import com.example.supportdesk.TraceLink;
import com.example.supportdesk.TraceLinks;
import com.example.supportdesk.answer.Answer;
import com.example.supportdesk.guardrail.PersonalDataException;
import com.example.supportdesk.guardrail.PersonalDataGuardrail;

import org.springframework.stereotype.Component;

/**
 * One turn of the chat, and the root of its trace. Every step is a bean of its own, since
 * a proxy sees no call that a bean makes to itself.
 */
@Component
public class Chatbot {

    private final PersonalDataGuardrail guardrail;

    private final NextStepDecision decision;

    private final Responder responder;

    private final Conversations conversations;

    private final TraceLinks traceLinks;

    private final OpperTracer tracer;

    Chatbot(PersonalDataGuardrail guardrail, NextStepDecision decision, Responder responder,
            Conversations conversations, TraceLinks traceLinks, OpperTracer tracer) {
        this.guardrail = guardrail;
        this.decision = decision;
        this.responder = responder;
        this.conversations = conversations;
        this.traceLinks = traceLinks;
        this.tracer = tracer;
    }

    /**
     * Answers one message.
     * @param question the message
     * @return the reply
     */
    @Traced(name = "chatbot.turn", type = SpanType.AGENT, input = "@personalData.mask(#question.message())",
            output = "#result.answer()", tags = "channel=#{#question.channel()}")
    public Reply turn(Question question) {
        try {
            String message = this.guardrail.check(question.message());
            return reply(question, this.responder.respond(nextStep(question, message), question, message));
        }
        catch (PersonalDataException ex) {
            this.tracer.currentSpan().tag("action", "REFUSE");
            return reply(question, new Answer(ex.getMessage(), List.of(), "rule"));
        }
    }

    private NextStep nextStep(Question question, String message) {
        String lastOrder = this.conversations.lastOrder(question.conversationId());
        NextStep step = this.decision.decide(message, lastOrder);
        if (step.orderNumber() != null) {
            this.conversations.remember(question.conversationId(), step.orderNumber());
        }
        this.tracer.currentSpan()
            .tag("action", step.action().name())
            .event("step.chosen", Map.of("action", step.action().name(), "reason", step.reason()));
        return step;
    }

    private Reply reply(Question question, Answer answer) {
        TraceLink link = this.traceLinks.current();
        return new Reply(answer.text(), answer.method(), answer.sources(), question.conversationId(), link.traceId(),
                link.traceUrl());
    }

}
