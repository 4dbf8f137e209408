// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.answer;

import java.util.List;

import ai.opper.tracing.OpperTracer;

import com.example.supportdesk.answer.ResponseCheck.Judgement;
import com.example.supportdesk.article.FoundArticle;
import com.example.supportdesk.tool.ToolResult;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResponseCheckTest {

    private static final FoundArticle ARTICLE = new FoundArticle("descaling", "Descaling", 1,
            "Descale the machine every three months. It takes 25 minutes.");

    private final ResponseCheck check = new ResponseCheck(OpperTracer.noop());

    @Test
    void check_trustsWhatTheSourcesSayInOtherForms() {
        Judgement judgement = judge("Descaling machines takes 25 minutes", null);
        assertThat(judgement.groundedness()).isEqualTo(1.0);
        assertThat(judgement.grounded()).isTrue();
        assertThat(judgement.answerLength()).isEqualTo(35);
    }

    @Test
    void check_countsTheShareOfInventedWords() {
        Judgement judgement = judge("The machine takes elephants flying", null);
        assertThat(judgement.groundedness()).isEqualTo(0.5, Offset.offset(1e-9));
        assertThat(judgement.grounded()).isFalse();
    }

    @Test
    void check_countsToolResultsAsSources() {
        assertThat(judge("Order refunded", ToolResult.said("The order is refunded.")).groundedness()).isEqualTo(1.0);
        assertThat(judge("Order refunded", null).groundedness()).isZero();
    }

    @Test
    void check_givesNoPointsForAnEmptyAnswer() {
        Judgement judgement = judge("", null);
        assertThat(judgement.groundedness()).isZero();
        assertThat(judgement.answerLength()).isZero();
    }

    private Judgement judge(String answer, ToolResult toolResult) {
        return this.check.check(answer, new AnswerTask("question", List.of(ARTICLE), toolResult));
    }

}
