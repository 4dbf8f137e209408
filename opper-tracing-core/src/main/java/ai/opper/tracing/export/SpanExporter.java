// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * A destination for spans.
 *
 * <p>
 * Only the shipping thread calls {@link #export}, parents before children and metrics
 * after their span, with at most {@code export.max-concurrency} requests at once. It does
 * not retry: whoever calls does.
 */
public interface SpanExporter extends AutoCloseable {

    /**
     * Carries a request out. Must not block. A stage that fails, and an exception that is
     * thrown, count as {@link ExportResult.Retry}.
     * @param request what to do
     * @return a stage that completes, on any thread, with what became of it; it must
     * complete within a bounded time
     */
    CompletionStage<ExportResult> export(ExportRequest request);

    /**
     * Learns what an earlier process was told in {@link ExportResult.Stored}. Called by
     * the shipping thread before anything that needs it; must not block. A destination
     * that does not make ids has nothing to do.
     * @param spanId the span's own id
     * @param destinationId the id under which the destination has it
     */
    default void recall(UUID spanId, String destinationId) {
    }

    /**
     * Gives connections and threads back. Called once, when nothing will be exported any
     * more; may block for a moment.
     */
    @Override
    void close();

}
