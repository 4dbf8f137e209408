// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanExporter;
import ai.opper.tracing.span.SpanRecord;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

final class SlowSpanLog implements SpanExporter {

    private static final Log logger = LogFactory.getLog(SlowSpanLog.class);

    @Override
    public CompletionStage<ExportResult> export(ExportRequest request) {
        if (request instanceof ExportRequest.Create create) {
            look(create.span());
        }
        else if (request instanceof ExportRequest.Complete complete) {
            look(complete.span());
        }
        return CompletableFuture.completedFuture(ExportResult.stored());
    }

    private static void look(SpanRecord span) {
        if (span.endTime() == null) {
            return;
        }
        Duration duration = Duration.between(span.startTime(), span.endTime());
        if (duration.toSeconds() >= 1) {
            logger.info(span.name() + " took " + duration.toMillis() + " ms in trace " + span.traceId());
        }
    }

    @Override
    public void close() {
        // There is nothing to give back.
    }

}
