// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.springframework.beans.factory.ListableBeanFactory;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanExporter;

/**
 * Gives the shipper an exporter at each start. Whoever makes an exporter closes it: a
 * prototype belongs to the shipper, a singleton to the application context.
 */
final class ExporterSource implements Supplier<SpanExporter> {

    private final ListableBeanFactory beans;

    ExporterSource(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public SpanExporter get() {
        SpanExporter exporter = this.beans.getBean(SpanExporter.class);
        boolean singleton = this.beans.getBeansOfType(SpanExporter.class, false, false).containsValue(exporter);
        return singleton ? new Borrowed(exporter) : exporter;
    }

    /**
     * An exporter that somebody else closes.
     *
     * @param exporter the exporter
     */
    private record Borrowed(SpanExporter exporter) implements SpanExporter {

        @Override
        public CompletionStage<ExportResult> export(ExportRequest request) {
            return this.exporter.export(request);
        }

        @Override
        public void close() {
            // The application context closes its singletons.
        }

    }

}
