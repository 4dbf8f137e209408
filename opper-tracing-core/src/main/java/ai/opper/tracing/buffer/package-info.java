// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns many threads into one: application threads put finished spans in without ever
 * waiting, the shipping thread takes them out. Bounded in bytes.
 */
@NullMarked
package ai.opper.tracing.buffer;

import org.jspecify.annotations.NullMarked;
