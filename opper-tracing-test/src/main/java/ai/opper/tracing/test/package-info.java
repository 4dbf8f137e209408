// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns what an application recorded into sentences a test can assert: spans kept in
 * memory, AssertJ assertions on their tree, and a scriptable server that speaks Opper's
 * API. Called by tests, on any thread.
 */
@NullMarked
package ai.opper.tracing.test;

import org.jspecify.annotations.NullMarked;
