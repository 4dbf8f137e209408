// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanExporter;

/** Sends spans to Opper's API, or to whoever speaks it. */
public final class OpperSpanExporter implements SpanExporter {

    private final SpanIds ids;

    private final OpperConnection client;

    private final OpperDialect dialect;

    public OpperSpanExporter(OpperExporterSettings settings) {
        this(settings, SpanIds.recent());
    }

    /**
     * Makes an exporter that shares what it learns about ids.
     * @param settings how to reach the API
     * @param ids the ids that the API gives to spans; only used with version 3
     */
    public OpperSpanExporter(OpperExporterSettings settings, SpanIds ids) {
        this.ids = ids;
        this.client = new OpperConnection(settings);
        this.dialect = switch (settings.apiVersion()) {
            case V2 -> new OpperV2Dialect(this.client);
            case V3 -> new OpperV3Dialect(this.client, ids);
        };
    }

    @Override
    public CompletionStage<ExportResult> export(ExportRequest request) {
        try {
            return this.dialect.export(request).toFuture();
        }
        catch (RuntimeException ex) {
            // The next attempt would fail in the same way.
            return CompletableFuture.completedFuture(
                    new ExportResult.Rejected("a span could not be written as JSON (" + ex.getClass().getName() + ")"));
        }
    }

    @Override
    public void recall(UUID spanId, String destinationId) {
        this.ids.remember(spanId, destinationId);
    }

    @Override
    public void close() {
        this.client.close();
    }

}
