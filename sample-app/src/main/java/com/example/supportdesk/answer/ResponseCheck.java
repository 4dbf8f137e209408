// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.answer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

import com.example.supportdesk.article.FoundArticle;
import com.example.supportdesk.article.Words;

import org.springframework.stereotype.Component;

/** The last step of a turn: judges whether an answer stands on its sources. */
@Component
public class ResponseCheck {

    private static final double GROUNDED_FROM = 0.8;

    private final OpperTracer tracer;

    ResponseCheck(OpperTracer tracer) {
        this.tracer = tracer;
    }

    /**
     * Judges an answer.
     * @param answer the answer's text
     * @param task what it was made of
     * @return the judgement
     */
    @Traced(name = "response_check", type = SpanType.EVALUATOR, input = "#answer")
    @SpanMetric(dimension = "groundedness", expression = "#result.groundedness()",
            comment = "share of the answer's content words that its sources contain")
    @SpanMetric(dimension = "answer_length", expression = "#result.answerLength()", comment = "characters")
    public Judgement check(String answer, AnswerTask task) {
        double groundedness = groundedness(Words.of(answer), sourceWords(task));
        Judgement judgement = new Judgement(groundedness, answer.length(), groundedness >= GROUNDED_FROM);
        this.tracer.currentSpan()
            .finding("grounded", judgement.grounded(), "at least " + GROUNDED_FROM + " of the words");
        return judgement;
    }

    static double groundedness(List<String> answer, Set<String> sources) {
        if (answer.isEmpty()) {
            return 0;
        }
        return (double) answer.stream().filter(sources::contains).count() / answer.size();
    }

    private static Set<String> sourceWords(AnswerTask task) {
        Set<String> words = new HashSet<>();
        for (FoundArticle article : task.articles()) {
            words.addAll(Words.of(article.text()));
        }
        if (task.toolResult() != null) {
            words.addAll(Words.of(task.toolResult().text()));
        }
        return words;
    }

    /**
     * What the check found.
     *
     * @param groundedness the share of the answer's content words that its sources
     * contain, from 0 to 1
     * @param answerLength the answer's length in characters
     * @param grounded whether that is enough
     */
    public record Judgement(double groundedness, int answerLength, boolean grounded) {
    }

}
