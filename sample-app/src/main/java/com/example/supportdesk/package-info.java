// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns the parts below into an application: a support desk assistant for a coffee
 * machine shop. Spring calls it once, on the main thread.
 */
@NullMarked
package com.example.supportdesk;

import org.jspecify.annotations.NullMarked;
