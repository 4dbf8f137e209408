// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The nouns that every other package shares: spans and metrics as they leave the process,
 * their ids and times, and the port through which recording hands them on. Imports
 * nothing of ours. Everything here may be used from any thread unless it says otherwise.
 */
@NullMarked
package ai.opper.tracing.span;

import org.jspecify.annotations.NullMarked;
