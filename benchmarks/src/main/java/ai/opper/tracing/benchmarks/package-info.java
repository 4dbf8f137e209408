// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns promises about speed and reliability into commands that measure them: each prints
 * a table, and its exit code says whether the goals were met.
 */
@NullMarked
package ai.opper.tracing.benchmarks;

import org.jspecify.annotations.NullMarked;
