// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import org.jspecify.annotations.Nullable;

/**
 * A place in a sorted list of traces.
 *
 * @param key the sort key's value there: a number, a text, or null
 * @param no the trace's number
 * @param including whether the trace itself comes after it
 */
public record TracePosition(@Nullable Object key, long no, boolean including) {
}
