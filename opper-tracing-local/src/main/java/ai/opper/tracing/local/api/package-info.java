// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns calls of Opper's API, version 2, into calls of the store, as strictly as its
 * contract reads. Runs on the blocking threads.
 */
@NullMarked
package ai.opper.tracing.local.api;

import org.jspecify.annotations.NullMarked;
