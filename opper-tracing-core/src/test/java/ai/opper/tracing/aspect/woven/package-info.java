// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/** Classes that a test lets AspectJ weave while it loads them. */
@NullMarked
package ai.opper.tracing.aspect.woven;

import org.jspecify.annotations.NullMarked;
