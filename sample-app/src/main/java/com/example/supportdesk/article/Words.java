// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.article;

import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Reduces text to the stems of the words that carry its content. */
public final class Words {

    private static final List<String> WITHOUT_CONTENT = List.of("a", "about", "after", "again", "all", "am", "an",
            "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does", "for",
            "from", "get", "give", "had", "has", "have", "hello", "how", "i", "i'm", "if", "in", "into", "is", "it",
            "its", "just", "like", "may", "me", "mean", "means", "must", "my", "no", "not", "of", "on", "only", "or",
            "our", "out", "please", "should", "so", "some", "still", "such", "tell", "than", "that", "the", "their",
            "them", "then", "there", "these", "they", "this", "those", "to", "too", "up", "was", "we", "were", "what",
            "when", "where", "which", "who", "why", "will", "with", "would", "you", "your");

    static final Analyzer ANALYZER = new EnglishAnalyzer(new CharArraySet(WITHOUT_CONTENT, true));

    private Words() {
    }

    /**
     * Finds the words that carry content.
     * @param text any text
     * @return their stems, in the order of the text, with repetitions
     */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        try (TokenStream tokens = ANALYZER.tokenStream("text", text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(term.toString());
            }
            tokens.end();
        }
        catch (IOException ex) {
            throw new UncheckedIOException("A text in memory cannot be read.", ex);
        }
        return words;
    }

}
