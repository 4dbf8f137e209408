// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A span that a client wants stored, before its place in a trace is known.
 *
 * @param span the span; its trace id counts only when nothing better is known
 * @param traceId the trace the client named, or null to take the parent's or a new one
 */
public record SpanDraft(Span span, @Nullable UUID traceId) {
}
