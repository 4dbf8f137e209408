// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import java.util.List;

import com.example.supportdesk.answer.Source;
import org.jspecify.annotations.Nullable;

/**
 * What the customer gets back.
 *
 * @param answer the answer's text
 * @param method how the answer was made: {@code extractive}, {@code rule} or, one day, a
 * model's name
 * @param sources where the answer comes from
 * @param conversationId to be sent with the next message
 * @param traceId the turn's trace, or {@code null} when nothing is recorded
 * @param traceUrl where to look at the trace, or {@code null} when nothing is recorded
 */
public record Reply(String answer, String method, List<Source> sources, String conversationId, @Nullable String traceId,
        @Nullable String traceUrl) {
}
