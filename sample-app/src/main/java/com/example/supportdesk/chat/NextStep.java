// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import org.jspecify.annotations.Nullable;

/**
 * What the assistant does with a message.
 *
 * @param action what to do
 * @param orderNumber the order it is about, or {@code null} for none
 * @param articleQuery what to look up in the help centre, or {@code null} for nothing
 * @param reason why, for the reader of the trace
 */
public record NextStep(Action action, @Nullable String orderNumber, @Nullable String articleQuery, String reason) {

    /** What the assistant can do. */
    public enum Action {

        GREET, ANSWER_FROM_ARTICLES, ASK_FOR_ORDER_NUMBER, GET_ORDER_INFORMATION, REQUEST_REFUND, ESCALATE,
        ESCALATE_URGENTLY

    }

}
