// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns the application of docs/getting-started.md and docs/testing.md into one that
 * runs. Called by its tests.
 */
@NullMarked
package ai.opper.tracing.docs.support;

import org.jspecify.annotations.NullMarked;
