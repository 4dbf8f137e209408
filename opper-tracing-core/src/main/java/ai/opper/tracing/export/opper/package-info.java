// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns export requests into calls of Opper's API. Called by the shipping thread; answers
 * come on the event loop of the client's own connections.
 */
@NullMarked
package ai.opper.tracing.export.opper;

import org.jspecify.annotations.NullMarked;
