// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns a question into the help articles that speak about it. Called by the chat, on a
 * thread of Boot's task executor.
 */
@NullMarked
package com.example.supportdesk.article;

import org.jspecify.annotations.NullMarked;
