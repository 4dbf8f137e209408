// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.micrometer.observation.Observation;

import ai.opper.tracing.export.BatchItem;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanBatchExporter;

/** Contracts of exporters of batches that do one thing wrong each. */
final class BrokenBatchExporters {

    private BrokenBatchExporters() {
    }

    /** Does nothing wrong, and meets a destination that is silent for a second. */
    static class Sound extends SpanBatchExporterContract implements SpanBatchExporter {

        private boolean silent;

        @Override
        protected SpanBatchExporter exporter() {
            return this;
        }

        @Override
        protected SpanBatchExporter exporterToSilence() {
            this.silent = true;
            return this;
        }

        @Override
        public String name() {
            return "sound";
        }

        @Override
        public CompletionStage<ExportResult> export(List<BatchItem> batch) {
            return this.silent ? giveUp(batch) : CompletableFuture.completedFuture(ExportResult.stored());
        }

        CompletionStage<ExportResult> giveUp(List<BatchItem> batch) {
            return CompletableFuture.supplyAsync(() -> ExportResult.Retry.later("the time is over", null),
                    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }

    }

    static class Closed extends Sound {

        private boolean closed;

        @Override
        public CompletionStage<ExportResult> export(List<BatchItem> batch) {
            return this.closed ? CompletableFuture.failedFuture(new IllegalStateException("closed"))
                    : super.export(batch);
        }

        @Override
        public void close() {
            this.closed = true;
        }

    }

    static class Blocking extends Sound {

        @Override
        CompletionStage<ExportResult> giveUp(List<BatchItem> batch) {
            return CompletableFuture.completedFuture(super.giveUp(batch).toCompletableFuture().join());
        }

    }

    static class Talking extends Sound {

        @Override
        CompletionStage<ExportResult> giveUp(List<BatchItem> batch) {
            String reason = "no answer to " + ((BatchItem.Finished) batch.get(0)).span().input().text();
            return super.giveUp(batch).thenApply((result) -> ExportResult.Retry.later(reason, null));
        }

    }

    static class Observed extends Sound {

        @Override
        public CompletionStage<ExportResult> export(List<BatchItem> batch) {
            return Observation.createNotStarted("http.client.requests", observationRegistry())
                .observe(() -> super.export(batch));
        }

    }

    /** Takes it that spans are all there is. */
    static class Narrow extends Sound {

        @Override
        public CompletionStage<ExportResult> export(List<BatchItem> batch) {
            for (BatchItem item : batch) {
                if (!(item instanceof BatchItem.Finished)) {
                    throw new IllegalStateException("That is no span");
                }
            }
            return super.export(batch);
        }

    }

}
