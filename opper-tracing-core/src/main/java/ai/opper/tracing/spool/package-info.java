// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns spans in memory into spans that outlive the process: whatever is handed over is
 * written ahead to files by one thread of its own, and given back, in this process or a
 * later one, until somebody acknowledges that the destination has it.
 */
@NullMarked
package ai.opper.tracing.spool;

import org.jspecify.annotations.NullMarked;
