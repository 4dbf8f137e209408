// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns objects into bounded, redacted JSON. Called by recording, on the application's
 * thread, since arguments change and lazy proxies close. Nothing here throws: whatever
 * goes wrong costs a placeholder and a count.
 */
@NullMarked
package ai.opper.tracing.capture;

import org.jspecify.annotations.NullMarked;
