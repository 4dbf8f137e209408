// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * How do I ...? Each test is one short answer that runs.
 */
@NullMarked
package ai.opper.tracing.features;

import org.jspecify.annotations.NullMarked;
