// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.answer;

import java.util.List;
import java.util.stream.Collectors;

import ai.opper.tracing.OpperTracer;

import com.example.supportdesk.article.FoundArticle;
import com.example.supportdesk.tool.ToolResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExtractiveAnswererTest {

    private static final FoundArticle CODES = new FoundArticle("codes", "Error codes", 4.0, """
            Your machine shows a code.

            ## All codes

            - E01 means that the water tank is empty. Fill the tank.
            - E04 means that the pump has no pressure. Take out the filter.
            """);

    private static final FoundArticle DESCALING = new FoundArticle("descaling", "Descaling your machine", 3.0, """
            Limescale makes the machine slow.

            ## How to descale

            1. Take out the filter.
            2. Pour descaler into the tank.
            3. Rinse the tank.
            """);

    private final ExtractiveAnswerer answerer = new ExtractiveAnswerer(OpperTracer.noop());

    @Test
    void answer_keepsThePointOfAListWhole() {
        Answer answer = answer("What does E04 mean?", null, CODES, DESCALING);
        assertThat(answer.text()).isEqualTo("E04 means that the pump has no pressure. Take out the filter.");
        assertThat(answer.sources()).containsExactly(new Source("codes", "Error codes"));
        assertThat(answer.method()).isEqualTo("extractive");
    }

    @Test
    void answer_givesAllStepsInTheirOrder() {
        Answer answer = answer("How do I pour in the descaler?", null, DESCALING, CODES);
        assertThat(answer.text())
            .isEqualTo("1. Take out the filter.\n2. Pour descaler into the tank.\n3. Rinse the tank.");
    }

    @Test
    void answer_isTakenFromItsSourcesWordForWord() {
        Answer answer = answer("Why is the machine slow, and what is limescale?", null, DESCALING, CODES);
        String sources = List.of(CODES, DESCALING).stream().map(FoundArticle::text).collect(Collectors.joining());
        assertThat(sources).contains(answer.text());
        assertThat(answer.text()).isEqualTo("Limescale makes the machine slow.");
    }

    @Test
    void answer_admitsThatNothingFits() {
        Answer answer = answer("Who won the football world championship with this machine?", null, CODES, DESCALING);
        assertThat(answer.text()).isEqualTo(ExtractiveAnswerer.NOTHING_FOUND);
        assertThat(answer.sources()).isEmpty();
        assertThat(answer("Anything", null).text()).isEqualTo(ExtractiveAnswerer.NOTHING_FOUND);
    }

    @Test
    void answer_beginsWithWhatTheToolDid() {
        ToolResult done = new ToolResult("Order TC-10001 is refunded.", "order:TC-10001", "Order TC-10001");
        Answer answer = answer("What does E04 mean?", done, CODES);
        assertThat(answer.text()).startsWith("Order TC-10001 is refunded.\n\nE04 means");
        assertThat(answer.sources()).extracting(Source::id).containsExactly("order:TC-10001", "codes");
    }

    @Test
    void answer_addsNothingToTheNoOfATool() {
        Answer answer = answer("What does E04 mean?", ToolResult.said("No refund is possible."), CODES);
        assertThat(answer.text()).isEqualTo("No refund is possible.");
    }

    private Answer answer(String question, ToolResult toolResult, FoundArticle... articles) {
        return this.answerer.answer(new AnswerTask(question, List.of(articles), toolResult));
    }

}
