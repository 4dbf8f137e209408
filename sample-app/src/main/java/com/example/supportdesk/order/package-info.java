// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns rows of the shop's database into orders, refunds and tickets, and back. Called by
 * the tools, on the thread of the chat turn.
 */
@NullMarked
package com.example.supportdesk.order;

import org.jspecify.annotations.NullMarked;
