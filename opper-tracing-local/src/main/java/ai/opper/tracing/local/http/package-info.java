// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns requests into calls of endpoints, and what they return or throw into responses.
 * The checks that guard every request run on the event loop; endpoints run on the
 * blocking threads.
 */
@NullMarked
package ai.opper.tracing.local.http;

import org.jspecify.annotations.NullMarked;
