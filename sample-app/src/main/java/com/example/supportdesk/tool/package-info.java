// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns a decision into an act: looks up an order, refunds it, calls a human. Called by
 * the chat, on the thread of the chat turn.
 */
@NullMarked
package com.example.supportdesk.tool;

import org.jspecify.annotations.NullMarked;
