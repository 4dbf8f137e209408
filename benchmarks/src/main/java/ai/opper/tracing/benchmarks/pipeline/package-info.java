// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns the goals for the pipeline into measurements: a stub server in a process of its
 * own, the pipeline, and beside it a plain WebClient loop as the reference.
 */
@NullMarked
package ai.opper.tracing.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
