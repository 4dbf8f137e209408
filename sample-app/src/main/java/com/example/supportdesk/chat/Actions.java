// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import java.util.Objects;

import com.example.supportdesk.chat.NextStep.Action;
import com.example.supportdesk.tool.ToolResult;
import com.example.supportdesk.tool.Toolbox;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Turns the next step into the use of a tool, where it needs one. */
@Component
final class Actions {

    private static final String GREETING = "Hello! I answer questions about Tamarin coffee machines, "
            + "look up your order and start refunds. How can I help?";

    private static final String WHICH_ORDER = "Which order is it about? Tell me the order number, "
            + "which begins with TC- and has five digits.";

    private final Toolbox tools;

    Actions(Toolbox tools) {
        this.tools = tools;
    }

    @Nullable ToolResult perform(NextStep step, Question question, String message) {
        return switch (step.action()) {
            case ANSWER_FROM_ARTICLES -> null;
            case GREET -> ToolResult.said(GREETING);
            case ASK_FOR_ORDER_NUMBER -> ToolResult.said(WHICH_ORDER);
            case GET_ORDER_INFORMATION -> this.tools.orderInformation(order(step), question.customerId());
            case REQUEST_REFUND -> this.tools.refund(order(step), question.customerId(), message);
            case ESCALATE, ESCALATE_URGENTLY -> this.tools.escalate(question.conversationId(), step.orderNumber(),
                    step.action() == Action.ESCALATE_URGENTLY, message);
        };
    }

    private static String order(NextStep step) {
        return Objects.requireNonNull(step.orderNumber(), "the decision gives this step an order");
    }

}
