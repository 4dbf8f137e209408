// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns the code of README.md and docs/ into something that compiles. Nobody calls it; a
 * test compares it with the documents.
 */
@NullMarked
package ai.opper.tracing.docs;

import org.jspecify.annotations.NullMarked;
