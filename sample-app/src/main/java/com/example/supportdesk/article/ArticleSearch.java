// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.article;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

import org.springframework.stereotype.Component;

/** The retriever: finds the articles that speak about a question. */
@Component
public class ArticleSearch {

    private static final int LIMIT = 4;

    private final ArticleIndex index;

    ArticleSearch(ArticleIndex index) {
        this.index = index;
    }

    /**
     * Searches the help centre.
     * @param query what to look for, in plain words
     * @return at most four articles, the best one first
     */
    @Traced(name = "search_articles", type = SpanType.RETRIEVER)
    @SpanMetric(dimension = "hits", expression = "#result.size()")
    @SpanMetric(dimension = "top_score", expression = "#result[0].score", condition = "!#result.isEmpty()")
    public List<FoundArticle> search(String query) {
        try {
            return this.index.search(query, LIMIT);
        }
        catch (IOException ex) {
            throw new UncheckedIOException("The index in memory cannot be read.", ex);
        }
    }

}
