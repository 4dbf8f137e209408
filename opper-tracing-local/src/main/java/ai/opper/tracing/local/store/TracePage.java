// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some traces of a list.
 *
 * @param items the traces
 * @param first the place just before the first, or null when there is none
 * @param next the place after the last, or null at the end
 * @param total how many match, or null when it was not asked for
 * @param capped whether counting ended before all were counted
 */
public record TracePage(List<TraceSummary> items, @Nullable TracePosition first, @Nullable TracePosition next,
        @Nullable Long total, boolean capped) {
}
