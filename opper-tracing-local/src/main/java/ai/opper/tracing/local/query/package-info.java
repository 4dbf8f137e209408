// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns questions about traces into answers: {@code /local/api}, which the viewer and
 * scripts ask. Called on threads that may block.
 */
@NullMarked
package ai.opper.tracing.local.query;

import org.jspecify.annotations.NullMarked;
