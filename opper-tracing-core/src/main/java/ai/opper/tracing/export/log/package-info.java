// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns finished spans into trees in the log. Called by the application thread that ends
 * a span.
 */
@NullMarked
package ai.opper.tracing.export.log;

import org.jspecify.annotations.NullMarked;
