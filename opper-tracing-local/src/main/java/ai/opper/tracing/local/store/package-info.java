// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns spans, metrics, feedback and examples into rows and back. Called by the HTTP
 * endpoints on the blocking JDBC threads, never on an event loop.
 */
@NullMarked
package ai.opper.tracing.local.store;

import org.jspecify.annotations.NullMarked;
