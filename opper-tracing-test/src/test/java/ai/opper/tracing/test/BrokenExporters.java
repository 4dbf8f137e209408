// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.observation.Observation;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanExporter;

/** Contracts of exporters that do one thing wrong each. */
final class BrokenExporters {

    private BrokenExporters() {
    }

    /** Does nothing wrong, and never meets silence. */
    static class Sound extends SpanExporterContract implements SpanExporter {

        @Override
        protected SpanExporter exporter() {
            return this;
        }

        @Override
        public CompletionStage<ExportResult> export(ExportRequest request) {
            return CompletableFuture.completedFuture(ExportResult.stored());
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }

    }

    static class Throwing extends Sound {

        @Override
        public CompletionStage<ExportResult> export(ExportRequest request) {
            throw new IllegalStateException("no");
        }

        @Override
        public void recall(UUID spanId, String destinationId) {
            throw new IllegalStateException("no");
        }

    }

    /** A destination that is silent for a second. */
    static class Silent extends Sound {

        private boolean silent;

        @Override
        protected SpanExporter exporterToSilence() {
            this.silent = true;
            return this;
        }

        @Override
        public CompletionStage<ExportResult> export(ExportRequest request) {
            return this.silent ? giveUp(request) : super.export(request);
        }

        CompletionStage<ExportResult> giveUp(ExportRequest request) {
            return CompletableFuture.supplyAsync(() -> ExportResult.Retry.later("the time is over", null),
                    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
        }

    }

    static class Blocking extends Silent {

        @Override
        CompletionStage<ExportResult> giveUp(ExportRequest request) {
            return CompletableFuture.completedFuture(super.giveUp(request).toCompletableFuture().join());
        }

    }

    static class Talking extends Silent {

        @Override
        CompletionStage<ExportResult> giveUp(ExportRequest request) {
            String reason = "no answer to " + ((ExportRequest.Create) request).span().input().text();
            return super.giveUp(request).thenApply((result) -> ExportResult.Retry.later(reason, null));
        }

    }

    static class Observed extends Sound {

        @Override
        public CompletionStage<ExportResult> export(ExportRequest request) {
            return Observation.createNotStarted("http.client.requests", observationRegistry())
                .observe(() -> super.export(request));
        }

    }

    static class Leaking extends Sound {

        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public CompletionStage<ExportResult> export(ExportRequest request) {
            Thread thread = new Thread(() -> {
                try {
                    this.end.await(15, TimeUnit.SECONDS);
                }
                catch (InterruptedException ex) {
                    Thread.currentThread().interrupt();
                }
            }, "leaked");
            thread.start();
            return super.export(request);
        }

    }

}
