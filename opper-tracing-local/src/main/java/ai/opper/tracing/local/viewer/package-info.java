// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns what the viewer's page asks for into answers: its own files, lists of traces made
 * for reading, a stream of changes, and datasets to download.
 */
@NullMarked
package ai.opper.tracing.local.viewer;

import org.jspecify.annotations.NullMarked;
