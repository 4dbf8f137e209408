// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import com.example.supportdesk.answer.Answer;
import com.example.supportdesk.answer.ResponseCheck;
import com.example.supportdesk.article.ArticleSearch;
import com.example.supportdesk.tool.Toolbox;

import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Leaves it to a model, which is called through Opper, what to look up and which tools to
 * use.
 */
@Component
@Profile("opper")
final class ModelResponder implements Responder {

    private static final String SYSTEM = """
            You are the support desk of a shop for Tamarin coffee machines. Answer briefly and kindly, and only from
            what the tools tell you: search the articles before you answer a question about a machine or the shop. When
            there is danger, such as smoke or fire, call a human at once. If you do not know, offer to call a human.
            """;

    private final ChatClient client;

    private final ArticleSearch articles;

    private final Toolbox tools;

    private final ResponseCheck responseCheck;

    ModelResponder(ChatClient.Builder builder, ChatMemory memory, ArticleSearch articles, Toolbox tools,
            ResponseCheck responseCheck) {
        this.client = builder.defaultSystem(SYSTEM)
            .defaultAdvisors(MessageChatMemoryAdvisor.builder(memory).build())
            .build();
        this.articles = articles;
        this.tools = tools;
        this.responseCheck = responseCheck;
    }

    @Override
    public Answer respond(Question question, String message) {
        ModelTools used = new ModelTools(question, this.articles, this.tools);
        String text = prompt(question, message, used).call().content();
        Answer answer = new Answer((text != null) ? text : "", used.sources(), "model");
        this.responseCheck.check(answer.text(), used.task(message));
        return answer;
    }

    @Override
    public Flux<String> stream(Question question, String message) {
        return prompt(question, message, new ModelTools(question, this.articles, this.tools)).stream().content();
    }

    private ChatClientRequestSpec prompt(Question question, String message, ModelTools used) {
        return this.client.prompt()
            .user(message)
            .tools(used)
            .advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, question.conversationId()));
    }

}
