// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns the observations of Spring AI into spans: chat clients, advisors, models, tools
 * and vector stores. Called by Micrometer on the application's threads. What Spring AI
 * calls content is recorded on request only.
 */
@NullMarked
package ai.opper.tracing.observation.springai;

import org.jspecify.annotations.NullMarked;
