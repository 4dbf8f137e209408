// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import ai.opper.tracing.OpperTracer;

import com.example.supportdesk.answer.PassageRanking.Ranked;
import com.example.supportdesk.tool.ToolResult;

import org.springframework.stereotype.Component;

/**
 * Answers with sentences that stand in the articles and the tools' results, word for
 * word. It needs no language model and no account, and does not pretend to be one: its
 * method is {@code extractive}.
 */
@Component
public class ExtractiveAnswerer implements Answerer {

    static final String NOTHING_FOUND = "I have not found an answer to this in our help articles. "
            + "Ask for a human, and I open a ticket for you.";

    private static final int MOST_SENTENCES = 3;

    private static final int MOST_STEPS = 7;

    /**
     * A sentence is left out when it says less than this share of what the best one says.
     */
    private static final double SHARE_OF_BEST = 0.6;

    /**
     * Below this share of the question's words the best sentence is about something else.
     */
    private static final double LEAST_COVERAGE = 0.4;

    private final OpperTracer tracer;

    ExtractiveAnswerer(OpperTracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Answer answer(AnswerTask task) {
        this.tracer.currentSpan().meta("method", "extractive");
        List<Passage> passages = passages(task);
        List<String> text = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        ToolResult toolResult = task.toolResult();
        if (toolResult != null) {
            text.add(toolResult.text());
            if (toolResult.sourceId() != null && toolResult.sourceTitle() != null) {
                sources.add(new Source(toolResult.sourceId(), toolResult.sourceTitle()));
            }
        }
        if (!passages.isEmpty()) {
            text.add(join(passages));
            passages.stream()
                .map((passage) -> new Source(passage.article().id(), passage.article().title()))
                .distinct()
                .forEach(sources::add);
        }
        return new Answer(text.isEmpty() ? NOTHING_FOUND : String.join("\n\n", text), sources, "extractive");
    }

    private static List<Passage> passages(AnswerTask task) {
        if (task.toolResult() != null && !task.toolResult().hasSource()) {
            // A tool that said no has said it all.
            return List.of();
        }
        return choose(new PassageRanking(task.question(), task.articles()));
    }

    private static List<Passage> choose(PassageRanking ranking) {
        List<Ranked> ranked = ranking.ranked();
        if (ranked.isEmpty() || ranking.coverage(ranked.get(0).passage()) < LEAST_COVERAGE) {
            return List.of();
        }
        Ranked best = ranked.get(0);
        if (best.passage().step()) {
            // One step alone helps nobody.
            return ranking.beside(best.passage()).stream().limit(MOST_STEPS).toList();
        }
        return ranked.stream()
            .filter((other) -> other.score() >= best.score() * SHARE_OF_BEST)
            .map(Ranked::passage)
            .filter((passage) -> !passage.step())
            .limit(MOST_SENTENCES)
            .flatMap(ranking::withPrevious)
            .distinct()
            .sorted(Comparator.comparingDouble((Passage passage) -> -passage.article().score())
                .thenComparingInt(Passage::position))
            .toList();
    }

    private static String join(List<Passage> passages) {
        boolean list = passages.stream().anyMatch(Passage::step);
        return passages.stream().map(Passage::text).collect(Collectors.joining(list ? "\n" : " "));
    }

}
