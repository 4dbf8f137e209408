// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.answer;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import com.example.supportdesk.article.FoundArticle;
import com.example.supportdesk.article.Words;

/**
 * One sentence of an article, with what is needed to judge whether it answers a question.
 *
 * @param article where it stands
 * @param position its place in the article
 * @param heading the heading above it, or empty text
 * @param step whether it is a numbered step
 * @param text the sentence
 * @param words its content words
 */
record Passage(FoundArticle article, int position, String heading, boolean step, String text, Set<String> words) {

    private static final Pattern LEANING = Pattern
        .compile("^(Then|After that|Later|But|So|Otherwise|It|They|This|These|Both|If nothing|You find the same)\\b");

    static List<Passage> of(FoundArticle article) {
        List<Passage> passages = new ArrayList<>();
        String heading = "";
        for (String line : article.text().lines().toList()) {
            if (line.startsWith("#")) {
                heading = line.replaceFirst("^#+\\s*", "");
            }
            else if (line.matches("\\d+\\. .*")) {
                add(passages, article, heading, true, line);
            }
            else if (line.startsWith("- ")) {
                // The sentences of one point belong together.
                add(passages, article, heading, false, line.substring(2));
            }
            else {
                for (String sentence : sentences(line)) {
                    add(passages, article, heading, false, sentence);
                }
            }
        }
        return passages;
    }

    /** Whether the sentence is only understood with the one before it. */
    boolean leansOnPrevious() {
        return LEANING.matcher(this.text).find();
    }

    boolean isBeside(Passage other) {
        return this.article.id().equals(other.article.id()) && this.heading.equals(other.heading);
    }

    private static void add(List<Passage> passages, FoundArticle article, String heading, boolean step, String text) {
        passages.add(new Passage(article, passages.size(), heading, step, text.trim(), new HashSet<>(Words.of(text))));
    }

    private static List<String> sentences(String line) {
        List<String> sentences = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        breaks.setText(line);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            if (!line.substring(start, end).isBlank()) {
                sentences.add(line.substring(start, end));
            }
        }
        return sentences;
    }

}
