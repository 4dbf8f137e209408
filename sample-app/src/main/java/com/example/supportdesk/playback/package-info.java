// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns a file of questions into traces, so that there is something to see after the
 * start. Called once when the application is ready; works on a thread of Boot's task
 * executor.
 */
@NullMarked
package com.example.supportdesk.playback;

import org.jspecify.annotations.NullMarked;
