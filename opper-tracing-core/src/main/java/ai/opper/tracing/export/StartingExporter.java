// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * Makes an exporter, and its first request, beside the shipping thread: loading all the
 * classes takes longer than a span may wait until it is written to the spool. The thread
 * for it ends when it is not needed any more.
 */
final class StartingExporter implements SpanExporter {

    private final ThreadPoolExecutor starter;

    private final CompletableFuture<SpanExporter> made;

    private volatile boolean warm;

    StartingExporter(Supplier<? extends SpanExporter> exporters, Problems problems) {
        this.starter = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), (work) -> {
            Thread thread = new Thread(null, work, ShippingThread.NAME + "-start", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(StartingExporter.class.getClassLoader());
            return thread;
        });
        this.starter.allowCoreThreadTimeOut(true);
        this.made = CompletableFuture.supplyAsync(() -> make(exporters, problems), this.starter);
    }

    private static SpanExporter make(Supplier<? extends SpanExporter> exporters, Problems problems) {
        try {
            return exporters.get();
        }
        catch (RuntimeException | LinkageError ex) {
            problems.report(Problem.RECORDING_FAILED, "SpanShipper",
                    "the exporter could not be made, so that spans stay in the spool", ex);
            throw ex;
        }
    }

    @Override
    public CompletionStage<ExportResult> export(ExportRequest request) {
        if (this.warm) {
            return this.made.join().export(request);
        }
        return this.made.thenComposeAsync((exporter) -> exporter.export(request), this.starter)
            .whenComplete((result, error) -> this.warm = error == null);
    }

    @Override
    public void recall(UUID spanId, String destinationId) {
        CompletableFuture<Void> unused = this.made.thenAccept((exporter) -> exporter.recall(spanId, destinationId));
    }

    @Override
    public void close() {
        this.starter.shutdown();
        if (this.made.isDone() && !this.made.isCompletedExceptionally()) {
            this.made.join().close();
        }
        else {
            CompletableFuture<Void> unused = this.made.thenAccept(SpanExporter::close);
        }
    }

}
