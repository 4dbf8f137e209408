// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The words in which models, tools and stores are described, whichever library calls
 * them. Turns what such a library tells into metadata and payloads of spans; called on
 * the application's threads by the packages of these libraries.
 */
@NullMarked
package ai.opper.tracing.observation.ai;

import org.jspecify.annotations.NullMarked;
