// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns what the core counts into Micrometer's meters. Asked by meter registries, on
 * their threads, when they publish; costs nothing in between.
 */
@NullMarked
package ai.opper.tracing.autoconfigure.meter;

import org.jspecify.annotations.NullMarked;
