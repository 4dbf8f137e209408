// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import ai.opper.tracing.OpperTracer;

import com.example.supportdesk.answer.Answer;
import com.example.supportdesk.answer.AnswerTask;
import com.example.supportdesk.answer.Answerer;
import com.example.supportdesk.answer.ResponseCheck;
import com.example.supportdesk.article.ArticleSearch;
import com.example.supportdesk.article.FoundArticle;
import com.example.supportdesk.tool.ToolResult;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Decides by rules, and carries the next step out: searches and acts at the same time,
 * composes, and checks.
 */
@Component
@Profile("!opper")
final class RuleResponder implements Responder {

    private final NextStepDecision decision;

    private final Conversations conversations;

    private final ArticleSearch articles;

    private final Actions actions;

    private final Answerer answerer;

    private final ResponseCheck responseCheck;

    private final AsyncTaskExecutor executor;

    private final OpperTracer tracer;

    RuleResponder(NextStepDecision decision, Conversations conversations, ArticleSearch articles, Actions actions,
            Answerer answerer, ResponseCheck responseCheck,
            @Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor, OpperTracer tracer) {
        this.decision = decision;
        this.conversations = conversations;
        this.articles = articles;
        this.actions = actions;
        this.answerer = answerer;
        this.responseCheck = responseCheck;
        this.executor = executor;
        this.tracer = tracer;
    }

    @Override
    public Answer respond(Question question, String message) {
        NextStep step = nextStep(question, message);
        CompletableFuture<List<FoundArticle>> found = search(step.articleQuery());
        ToolResult toolResult = this.actions.perform(step, question, message);
        String query = (step.articleQuery() != null) ? step.articleQuery() : message;
        AnswerTask task = new AnswerTask(query, found.join(), toolResult);
        Answer answer = this.answerer.answer(task);
        this.responseCheck.check(answer.text(), task);
        return answer;
    }

    private NextStep nextStep(Question question, String message) {
        String lastOrder = this.conversations.lastOrder(question.conversationId());
        NextStep step = this.decision.decide(message, lastOrder);
        if (step.orderNumber() != null) {
            this.conversations.remember(question.conversationId(), step.orderNumber());
        }
        this.tracer.currentSpan()
            .tag("action", step.action().name())
            .event("step.chosen", Map.of("action", step.action().name(), "reason", step.reason()));
        return step;
    }

    /** Runs on Boot's executor; its span still becomes a child of the turn's. */
    private CompletableFuture<List<FoundArticle>> search(@Nullable String query) {
        if (query == null) {
            return CompletableFuture.completedFuture(List.of());
        }
        return CompletableFuture.supplyAsync(() -> this.articles.search(query), this.executor);
    }

}
