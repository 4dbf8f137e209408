// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns the class files of an application into a list of traced methods whose calls no
 * proxy can show to us. Called once, when all singletons have been made.
 */
@NullMarked
package ai.opper.tracing.aspect.check;

import org.jspecify.annotations.NullMarked;
