// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Finds the spans that Micrometer Tracing makes of the same observations, over
 * OpenTelemetry or Brave. Called when a span starts, on the application's threads.
 */
@NullMarked
package ai.opper.tracing.observation.tracing;

import org.jspecify.annotations.NullMarked;
