// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import ai.opper.tracing.export.BatchItem;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanBatchExporter;

/** Counts finished spans. The code of docs/adding-an-exporter.md. */
final class SpanCount implements SpanBatchExporter {

    private final AtomicLong spans = new AtomicLong();

    @Override
    public String name() {
        return "count";
    }

    @Override
    public CompletionStage<ExportResult> export(List<BatchItem> batch) {
        this.spans.addAndGet(batch.stream().filter(BatchItem.Finished.class::isInstance).count());
        return CompletableFuture.completedFuture(ExportResult.stored());
    }

    @Override
    public void close() {
        // There is nothing to give back.
    }

}
