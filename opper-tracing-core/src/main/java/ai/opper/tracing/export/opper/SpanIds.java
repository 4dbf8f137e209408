// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which ids Opper gave to the spans of this process, where it makes the ids: with version
 * 3 of its API. Spans keep their own ids; this is for whoever has to name one to Opper.
 *
 * <p>
 * May be called by any thread, and must not block it. May forget: the exporter reads a
 * trace back when it needs an id that is not here.
 */
public interface SpanIds {

    /**
     * The id that Opper gave to a span.
     * @param spanId the span's own id
     * @return Opper's id of the span; {@code null} when it is not known (any more)
     */
    @Nullable String find(UUID spanId);

    /**
     * Notes that a span is stored.
     * @param spanId the span's own id
     * @param opperId Opper's id of the span
     */
    void remember(UUID spanId, String opperId);

    /**
     * Keeps the ids in memory that were used last.
     * @return the ids, bounded by their number
     */
    static SpanIds recent() {
        return new RecentSpanIds();
    }

}
