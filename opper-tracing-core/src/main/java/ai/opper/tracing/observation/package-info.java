// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns observations into spans: an observation that starts becomes an open span below
 * its nearest recorded ancestor, and a finished span when it stops. Called by Micrometer
 * on the application's threads.
 */
@NullMarked
package ai.opper.tracing.observation;

import org.jspecify.annotations.NullMarked;
