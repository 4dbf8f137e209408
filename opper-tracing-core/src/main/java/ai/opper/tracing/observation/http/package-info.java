// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns the HTTP observations of Spring into spans: a request that is served is the root
 * of what happens inside. Called by Micrometer on the application's threads.
 */
@NullMarked
package ai.opper.tracing.observation.http;

import org.jspecify.annotations.NullMarked;
