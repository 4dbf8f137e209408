// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import java.util.UUID;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;

import com.example.supportdesk.InvalidRequestException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Where every message comes in, from the web and from the play-back: it names session and
 * user for all spans of the turn.
 */
@Component
public final class SupportDesk {

    private final Chatbot chatbot;

    private final OpperTracer tracer;

    SupportDesk(Chatbot chatbot, OpperTracer tracer) {
        this.chatbot = chatbot;
        this.tracer = tracer;
    }

    /**
     * Answers a message.
     * @param request the message and who wrote it
     * @param channel where it came in, such as {@code web}
     * @return the reply
     * @throws InvalidRequestException if the message is not one that can be answered
     */
    public Reply ask(ChatRequest request, String channel) {
        Question question = question(request, channel);
        try (TraceScope scope = this.tracer.with(attributes(question))) {
            return this.chatbot.turn(question);
        }
    }

    /**
     * Answers a message piece by piece.
     * @param request the message and who wrote it
     * @param channel where it came in, such as {@code web}
     * @return the answer's text in pieces
     * @throws InvalidRequestException if the message is not one that can be answered
     */
    public Flux<String> stream(ChatRequest request, String channel) {
        Question question = question(request, channel);
        try (TraceScope scope = this.tracer.with(attributes(question))) {
            return this.chatbot.stream(question);
        }
    }

    private static Question question(ChatRequest request, String channel) {
        return new Question(conversationId(request.conversationId()), request.validCustomerId(), request.validMessage(),
                channel);
    }

    private static TraceAttributes attributes(Question question) {
        return TraceAttributes.none().withSessionId(question.conversationId()).withUserId(question.customerId());
    }

    private static String conversationId(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return UUID.randomUUID().toString();
        }
        if (!given.matches("[\\w.-]{1,64}")) {
            throw new InvalidRequestException("conversationId",
                    "The conversationId may have at most 64 letters, digits, dots, hyphens and underscores.");
        }
        return given;
    }

}
