// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a reader of the trace list looks for, newest first.
 *
 * @param text what must occur in the trace's name or in a name, type, input, output or
 * error of its spans, in any case; or null
 * @param status what state the trace must be in, or null
 * @param before where the last page ended, or null for the first
 * @param limit how many to return at most
 */
public record TraceQuery(@Nullable String text, @Nullable TraceStatus status, @Nullable Position before, int limit) {

    /**
     * A place in the list.
     *
     * @param startTime the sort key of the last trace seen
     * @param id that trace's id
     */
    public record Position(Instant startTime, UUID id) {
    }

}
