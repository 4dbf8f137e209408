// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.article;

/**
 * An article that speaks about a question.
 *
 * @param id the article's file name without its ending
 * @param title the title
 * @param score how well it fits (BM25); only comparable within one search
 * @param text the article's Markdown text below the title
 */
public record FoundArticle(String id, String title, double score, String text) {
}
