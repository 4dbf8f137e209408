// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.example.supportdesk.answer.AnswerTask;
import com.example.supportdesk.answer.Source;
import com.example.supportdesk.article.ArticleSearch;
import com.example.supportdesk.article.FoundArticle;
import com.example.supportdesk.tool.ToolResult;
import com.example.supportdesk.tool.Toolbox;

import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;

/**
 * What a model may do in one turn: the customer is who asks, whatever the model says. It
 * remembers what the model was told, since the answer is judged by that.
 */
final class ModelTools {

    private final Question question;

    private final ArticleSearch articles;

    private final Toolbox tools;

    private final List<FoundArticle> found = new ArrayList<>();

    private final List<ToolResult> results = new ArrayList<>();

    ModelTools(Question question, ArticleSearch articles, Toolbox tools) {
        this.question = question;
        this.articles = articles;
        this.tools = tools;
    }

    @Tool(name = "find_articles", description = "Searches the help articles about machines, orders and the shop")
    synchronized List<FoundArticle> findArticles(
            @ToolParam(description = "what to look for, in plain words") String query) {
        List<FoundArticle> hits = this.articles.search(query);
        this.found.addAll(hits);
        return hits;
    }

    @Tool(name = "look_up_order", description = "Tells how an order stands")
    synchronized String lookUpOrder(@ToolParam(description = "such as TC-10021") String orderNumber) {
        return told(this.tools.orderInformation(orderNumber, this.question.customerId()));
    }

    @Tool(name = "refund_order", description = "Pays an order back, when the shop's rules allow it")
    synchronized String refundOrder(@ToolParam(description = "such as TC-10021") String orderNumber,
            @ToolParam(description = "why the customer wants the money back") String reason) {
        return told(this.tools.refund(orderNumber, this.question.customerId(), reason));
    }

    @Tool(name = "call_human", description = "Opens a ticket for a human of the shop's team")
    synchronized String callHuman(@ToolParam(description = "whether somebody is in danger") boolean urgent,
            @ToolParam(description = "what it is about") String summary) {
        return told(this.tools.escalate(this.question.conversationId(), null, urgent, summary));
    }

    private String told(ToolResult result) {
        this.results.add(result);
        return result.text();
    }

    synchronized List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        for (ToolResult result : this.results) {
            if (result.hasSource()) {
                sources.add(new Source(Objects.requireNonNull(result.sourceId()),
                        Objects.requireNonNull(result.sourceTitle())));
            }
        }
        this.found.forEach((article) -> sources.add(new Source(article.id(), article.title())));
        return sources.stream().distinct().toList();
    }

    synchronized AnswerTask task(String message) {
        String said = String.join(" ", this.results.stream().map(ToolResult::text).toList());
        return new AnswerTask(message, List.copyOf(this.found), said.isEmpty() ? null : ToolResult.said(said));
    }

}
