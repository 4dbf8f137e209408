// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/** Short runs of the benchmarks, so that they cannot rot. */
@NullMarked
package ai.opper.tracing.benchmarks;

import org.jspecify.annotations.NullMarked;
