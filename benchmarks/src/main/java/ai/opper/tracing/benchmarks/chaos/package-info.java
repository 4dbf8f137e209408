// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns a working application and an API that goes wrong in every way into a comparison
 * of what was recorded, what the ledger says and what the API has.
 */
@NullMarked
package ai.opper.tracing.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
