// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns a Local Opper with traces in it into pictures and assertions about its page.
 */
@NullMarked
package ai.opper.tracing.browser;

import org.jspecify.annotations.NullMarked;
