// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import java.util.List;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

import com.example.supportdesk.TraceLink;
import com.example.supportdesk.TraceLinks;
import com.example.supportdesk.answer.Answer;
import com.example.supportdesk.guardrail.PersonalDataException;
import com.example.supportdesk.guardrail.PersonalDataGuardrail;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * One turn of the chat, and the root of its trace. Every step is a bean of its own, since
 * a proxy sees no call that a bean makes to itself.
 */
@Component
public class Chatbot {

    private final PersonalDataGuardrail guardrail;

    private final Responder responder;

    private final TraceLinks traceLinks;

    private final OpperTracer tracer;

    Chatbot(PersonalDataGuardrail guardrail, Responder responder, TraceLinks traceLinks, OpperTracer tracer) {
        this.guardrail = guardrail;
        this.responder = responder;
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
            return reply(question, this.responder.respond(question, message));
        }
        catch (PersonalDataException ex) {
            this.tracer.currentSpan().tag("action", "REFUSE");
            return reply(question, new Answer(ex.getMessage(), List.of(), "rule"));
        }
    }

    /**
     * Answers one message piece by piece.
     * @param question the message
     * @return the answer's text in pieces
     */
    @Traced(name = "chatbot.stream", type = SpanType.AGENT, input = "@personalData.mask(#question.message())",
            tags = "channel=#{#question.channel()}")
    public Flux<String> stream(Question question) {
        return Flux.defer(() -> this.responder.stream(question, this.guardrail.check(question.message())))
            .onErrorResume(PersonalDataException.class, (refusal) -> {
                this.tracer.currentSpan().tag("action", "REFUSE");
                return Flux.just(String.valueOf(refusal.getMessage()));
            });
    }

    private Reply reply(Question question, Answer answer) {
        TraceLink link = this.traceLinks.current();
        return new Reply(answer.text(), answer.method(), answer.sources(), question.conversationId(), link.traceId(),
                link.traceUrl());
    }

}
