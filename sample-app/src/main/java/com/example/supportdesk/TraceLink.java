// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk;

import org.jspecify.annotations.Nullable;

/**
 * Where to see how something came about.
 *
 * @param traceId the trace's id, or {@code null} when nothing is recorded
 * @param traceUrl the trace's page, or {@code null} when nothing is recorded
 */
public record TraceLink(@Nullable String traceId, @Nullable String traceUrl) {
}
