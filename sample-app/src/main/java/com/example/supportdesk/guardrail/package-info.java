// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns a message into one without personal data, or refuses it. Called by the chat, on
 * the thread of the chat turn.
 */
@NullMarked
package com.example.supportdesk.guardrail;

import org.jspecify.annotations.NullMarked;
