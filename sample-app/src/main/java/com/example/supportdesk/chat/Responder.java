// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import reactor.core.publisher.Flux;

import com.example.supportdesk.answer.Answer;

/** Answers one message by whatever means there are: rules, or a model with tools. */
interface Responder {

    /**
     * Answers a message.
     * @param question who asks, and where
     * @param message the message, without personal data
     * @return the whole answer
     */
    Answer respond(Question question, String message);

    /**
     * Answers a message piece by piece.
     * @param question who asks, and where
     * @param message the message, without personal data
     * @return the answer's text in pieces; rules have it in one
     */
    default Flux<String> stream(Question question, String message) {
        return Flux.defer(() -> Flux.just(respond(question, message).text()));
    }

}
