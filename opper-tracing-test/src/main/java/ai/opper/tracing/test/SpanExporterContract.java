// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportRequest.AddMetric;
import ai.opper.tracing.export.ExportRequest.Complete;
import ai.opper.tracing.export.ExportRequest.Create;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanExporter;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link SpanExporter} promises. A test of one extends this class and needs
 * JUnit Jupiter on its class path. As in an application, one thread makes all calls.
 */
public abstract class SpanExporterContract extends ExporterContract<SpanExporter> {

    private static final int MANY = 64;

    /**
     * Makes an exporter whose destination works. Called once for each test, which closes
     * it.
     * @return a new exporter
     */
    @Override
    protected abstract SpanExporter exporter();

    /**
     * Makes an exporter whose destination takes requests and never answers, and that
     * waits for an answer between one and twenty seconds. Called at most once for each
     * test, which closes it.
     * @return a new exporter, or {@code null} when there is nobody who could be silent
     */
    @Override
    protected @Nullable SpanExporter exporterToSilence() {
        return null;
    }

    @Override
    final CompletionStage<ExportResult> sending(SpanExporter exporter, SpanRecord span) {
        return exporter.export(new Create(span));
    }

    private CompletionStage<ExportResult> start(ExportRequest request) throws Exception {
        SpanExporter exporter = opened();
        return start(request.getClass().getSimpleName(), () -> exporter.export(request));
    }

    private ExportResult export(ExportRequest request) throws Exception {
        return ShippingThread.answer(start(request));
    }

    private void assertStored(ExportRequest request) throws Exception {
        assertThat(export(request)).as("answer to %s", request.getClass().getSimpleName())
            .isInstanceOf(ExportResult.Stored.class);
    }

    @Test
    void create_storesASpanAndThenItsChild() throws Exception {
        SpanRecord root = ContractSpans.root("root");
        assertStored(new Create(root));
        assertStored(new Create(ContractSpans.below(root, "child")));
    }

    @Test
    void create_storesEverythingThatASpanSays() throws Exception {
        assertStored(new Create(ContractSpans.full()));
    }

    @Test
    void complete_storesTheEndOfARunningSpan() throws Exception {
        SpanRecord running = ContractSpans.running("running");
        assertStored(new Create(running));
        assertStored(new Create(ContractSpans.below(running, "child")));
        assertStored(new Complete(ContractSpans.ended(running)));
    }

    @Test
    void addMetric_storesMetricsOfAStoredSpan() throws Exception {
        SpanRecord span = ContractSpans.full();
        assertStored(new Create(span));
        assertStored(new AddMetric(span.id(), span.metrics().get(0), span.traceId(), false));
        assertStored(new AddMetric(span.id(), ContractSpans.metric(), span.traceId(), true));
    }

    @Test
    void create_onceMoreIsNoError() throws Exception {
        SpanRecord span = ContractSpans.root("again");
        assertStored(new Create(span));
        assertStored(new Create(span, false, true));
    }

    @Test
    void create_withAParentOfAnotherServiceIsAnswered() throws Exception {
        SpanRecord elsewhere = ContractSpans.root("elsewhere");
        assertThat(export(new Create(ContractSpans.below(elsewhere, "here"), true))).isNotNull();
    }

    @Test
    void export_answersForOddSpansToo() throws Exception {
        for (SpanRecord span : ContractSpans.odd()) {
            assertThat(export(new Create(span))).isNotNull();
        }
        assertStored(new Create(ContractSpans.root("after all that")));
    }

    @Test
    void export_answersManyRequestsAtOnce() throws Exception {
        List<CompletionStage<ExportResult>> stages = new ArrayList<>();
        for (int index = 0; index < MANY; index++) {
            stages.add(start(new Create(ContractSpans.root("span" + index))));
        }
        for (CompletionStage<ExportResult> stage : stages) {
            assertThat(ShippingThread.answer(stage)).isInstanceOf(ExportResult.Stored.class);
        }
    }

    @Test
    void recall_isHarmless() throws Exception {
        SpanExporter exporter = opened();
        shipping().ship(() -> {
            exporter.recall(UuidV7.next(), UuidV7.next().toString());
            return exporter;
        });
        assertStored(new Create(ContractSpans.root("after a recall")));
    }

}
