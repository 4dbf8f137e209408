// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

/**
 * The calls of {@link OpperClient} without waiting.
 *
 * @param spans spans
 * @param spanMetrics metrics of spans
 * @param traces traces
 */
public record ReactiveOpperClient(ReactiveSpans spans, ReactiveMetrics spanMetrics, ReactiveTraces traces) {
}
