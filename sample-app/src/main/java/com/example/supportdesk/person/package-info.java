// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns a batch of person records into short profiles: the data-processing example.
 * Called by web requests and by the play-back, on their threads.
 */
@NullMarked
package com.example.supportdesk.person;

import org.jspecify.annotations.NullMarked;
