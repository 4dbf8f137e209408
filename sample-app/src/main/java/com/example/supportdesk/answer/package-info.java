// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns articles and tool results into an answer, and an answer into a judgement of it.
 * Called by the chat, on the thread of the chat turn.
 */
@NullMarked
package com.example.supportdesk.answer;

import org.jspecify.annotations.NullMarked;
