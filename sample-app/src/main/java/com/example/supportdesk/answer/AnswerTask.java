// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.answer;

import java.util.List;

import com.example.supportdesk.article.FoundArticle;
import com.example.supportdesk.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is made of.
 *
 * @param question what to find in the articles
 * @param articles what the search found, the best first
 * @param toolResult what a tool said, or {@code null} when none was used
 */
public record AnswerTask(String question, List<FoundArticle> articles, @Nullable ToolResult toolResult) {
}
