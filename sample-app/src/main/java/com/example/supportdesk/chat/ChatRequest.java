// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import com.example.supportdesk.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends.
 *
 * @param conversationId the conversation to go on with, or {@code null} for a new one
 * @param message the customer's message
 * @param customerId who asks, or {@code null} for a guest
 */
public record ChatRequest(@Nullable String conversationId, @Nullable String message, @Nullable String customerId) {

    static final int LONGEST_MESSAGE = 1000;

    String validMessage() {
        if (this.message == null || this.message.isBlank()) {
            throw new InvalidRequestException("message", "The message is empty. Write a question of a few words.");
        }
        if (this.message.length() > LONGEST_MESSAGE) {
            throw new InvalidRequestException("message", "The message has " + this.message.length()
                    + " characters, and at most " + LONGEST_MESSAGE + " are read. Please make it shorter.");
        }
        return this.message.strip();
    }

    @Nullable String validCustomerId() {
        if (this.customerId == null || this.customerId.isBlank()) {
            return null;
        }
        if (!this.customerId.matches("C-\\d{4}")) {
            throw new InvalidRequestException("customerId",
                    "The customerId must look like C-1001; leave it out for a guest.");
        }
        return this.customerId;
    }

}
