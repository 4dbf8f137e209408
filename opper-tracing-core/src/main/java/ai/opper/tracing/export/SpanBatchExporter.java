// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A destination that takes finished spans, many at once and in any order. There may be
 * any number of them beside the {@link SpanExporter}; each has a thread, a buffer and a
 * ledger of its own, so that none waits for another.
 *
 * <p>
 * One thread at a time calls {@link #export}, with one batch under way at once. It does
 * not retry: whoever calls does.
 */
public interface SpanBatchExporter extends AutoCloseable {

    /**
     * What the destination is called in meters and in the Actuator endpoint.
     * @return a short word, the same at each call, different from that of any other
     * exporter
     */
    String name();

    /**
     * Where spans go, for the log and the Actuator endpoint.
     * @return a few words without a key
     */
    default String destination() {
        return name();
    }

    /**
     * Sends a batch. Must not block for long. A stage that fails, and an exception that
     * is thrown, count as {@link ExportResult.Retry}.
     * @param batch finished spans and late metrics, at least one, oldest first
     * @return a stage that completes, on any thread and within a bounded time, with what
     * became of the whole batch; {@link ExportResult.Rejected#forPayload()} says that
     * parts of it may be stored, which are then sent by themselves
     */
    CompletionStage<ExportResult> export(List<BatchItem> batch);

    /**
     * Gives connections and threads back. Called when the application stops or is paused;
     * {@link #export} may be called again when it goes on.
     */
    @Override
    void close();

}
