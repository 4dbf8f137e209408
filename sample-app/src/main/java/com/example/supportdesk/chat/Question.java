// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import org.jspecify.annotations.Nullable;

/**
 * One message of a customer.
 *
 * @param conversationId the conversation it belongs to
 * @param customerId who asks, or {@code null} for a guest
 * @param message what the customer wrote
 * @param channel where it came in, such as {@code web}
 */
public record Question(String conversationId, @Nullable String customerId, String message, String channel) {
}
