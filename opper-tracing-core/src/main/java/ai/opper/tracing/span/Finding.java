// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import org.jspecify.annotations.Nullable;

/**
 * A judgement about a span.
 *
 * @param name what was judged
 * @param value a number, a boolean or text, rendered already
 * @param comment a remark for the reader, already redacted
 */
public record Finding(String name, Payload value, @Nullable String comment) {

}
