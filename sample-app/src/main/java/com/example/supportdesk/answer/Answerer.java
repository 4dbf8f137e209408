// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.answer;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

/**
 * Makes an answer. The annotation stands here, so every implementation is traced, the
 * extractive one of today and a language model tomorrow. Called by the chat once per
 * turn, on the turn's thread; it may block, and what it throws ends the turn.
 */
public interface Answerer {

    /**
     * Makes an answer.
     * @param task what it is made of
     * @return the answer
     */
    @Traced(name = "compose_answer", type = SpanType.CHAIN)
    @SpanMetric(dimension = "sources_used", expression = "#result.sources().size()")
    Answer answer(AnswerTask task);

}
