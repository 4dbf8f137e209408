// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns finished spans into requests: parents first, each as often as it takes, and every
 * fate counted. One thread decides, and a {@link ai.opper.tracing.export.SpanExporter}
 * carries out.
 */
@NullMarked
package ai.opper.tracing.export;

import org.jspecify.annotations.NullMarked;
