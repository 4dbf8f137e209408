// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns a message of a customer into a reply and a trace. Called by web requests and by
 * the play-back, on their threads.
 */
@NullMarked
package com.example.supportdesk.chat;

import org.jspecify.annotations.NullMarked;
