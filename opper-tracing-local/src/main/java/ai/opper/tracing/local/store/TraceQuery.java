// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import org.jspecify.annotations.Nullable;

/**
 * Which traces are wanted, and how.
 *
 * @param filter what they are narrowed to
 * @param sort their order
 * @param after where to begin, or null for the beginning
 * @param offset how many to skip from there
 * @param limit how many at most
 * @param preview characters of a preview at most
 * @param counted whether all that match are counted
 */
public record TraceQuery(TraceFilter filter, TraceSort sort, @Nullable TracePosition after, int offset, int limit,
        int preview, boolean counted) {
}
