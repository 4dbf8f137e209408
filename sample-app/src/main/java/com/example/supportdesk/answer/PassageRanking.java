// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.answer;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.example.supportdesk.article.FoundArticle;
import com.example.supportdesk.article.Words;

/** Orders the sentences of articles by how much they say about a question. */
final class PassageRanking {

    private static final double HEADING_WEIGHT = 0.6;

    private static final double TITLE_WEIGHT = 0.3;

    private final Set<String> question;

    private final List<Passage> passages;

    private final double bestArticleScore;

    PassageRanking(String question, List<FoundArticle> articles) {
        this.question = new HashSet<>(Words.of(question));
        this.passages = articles.stream().flatMap((article) -> Passage.of(article).stream()).toList();
        this.bestArticleScore = articles.isEmpty() ? 1 : articles.get(0).score();
    }

    List<Ranked> ranked() {
        return this.passages.stream()
            .map((passage) -> new Ranked(passage, score(passage)))
            .filter((ranked) -> ranked.score() > 0)
            .sorted(Comparator.comparingDouble(Ranked::score).reversed())
            .toList();
    }

    /** All sentences under the same heading, in their order. */
    List<Passage> beside(Passage passage) {
        return this.passages.stream().filter(passage::isBeside).toList();
    }

    /** The sentence, and before it the one that it leans on. */
    Stream<Passage> withPrevious(Passage passage) {
        if (!passage.leansOnPrevious()) {
            return Stream.of(passage);
        }
        Stream<Passage> previous = beside(passage).stream()
            .filter((other) -> other.position() == passage.position() - 1);
        return Stream.concat(previous, Stream.of(passage));
    }

    /**
     * The share of the question, weighted by rarity, that a sentence and what stands
     * above it speak about.
     */
    double coverage(Passage passage) {
        Set<String> seen = new HashSet<>(passage.words());
        seen.addAll(Words.of(passage.heading()));
        seen.addAll(Words.of(passage.article().title()));
        double all = weight(this.question, this.question);
        return (all > 0) ? weight(this.question, seen) / all : 0;
    }

    private double score(Passage passage) {
        double fit = weight(this.question, passage.words())
                + HEADING_WEIGHT * weight(this.question, new HashSet<>(Words.of(passage.heading())))
                + TITLE_WEIGHT * weight(this.question, new HashSet<>(Words.of(passage.article().title())));
        return fit * passage.article().score() / this.bestArticleScore;
    }

    private double weight(Set<String> wanted, Set<String> words) {
        return wanted.stream().filter(words::contains).mapToDouble(this::rarity).sum();
    }

    private double rarity(String word) {
        long count = this.passages.stream().filter((passage) -> passage.words().contains(word)).count();
        return Math.log(1 + this.passages.size() / (count + 0.5));
    }

    /** A sentence and how much it says about the question. */
    record Ranked(Passage passage, double score) {
    }

}
