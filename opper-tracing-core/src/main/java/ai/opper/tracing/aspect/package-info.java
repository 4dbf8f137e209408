// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns method calls into observations: a Spring advisor and an AspectJ aspect see the
 * call, {@link ai.opper.tracing.aspect.CallTracer} does the work for both. Called on the
 * application's threads.
 */
@NullMarked
package ai.opper.tracing.aspect;

import org.jspecify.annotations.NullMarked;
