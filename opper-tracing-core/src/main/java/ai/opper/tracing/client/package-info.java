// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns calls of programs into requests to Opper's API and its answers into values: what
 * is stored is read, judged and changed. Called on the application's threads, which wait
 * in the blocking forms. Nothing of it is traced.
 */
@NullMarked
package ai.opper.tracing.client;

import org.jspecify.annotations.NullMarked;
