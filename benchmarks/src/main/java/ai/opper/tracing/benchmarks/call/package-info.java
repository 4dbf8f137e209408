// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns one call of a method into a figure: untraced, traced by this library, and traced
 * by its peers, each in an application context of its own and with an exporter that does
 * nothing.
 */
@NullMarked
package ai.opper.tracing.benchmarks.call;

import org.jspecify.annotations.NullMarked;
