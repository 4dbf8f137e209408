// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.export.BatchItem;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanBatchExporter;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link SpanBatchExporter} promises. A test of one extends this class and
 * needs JUnit Jupiter on its class path. As in an application, one thread makes all
 * calls, with one batch under way at once.
 */
public abstract class SpanBatchExporterContract extends ExporterContract<SpanBatchExporter> {

    private static final int MANY = 512;

    /**
     * Makes an exporter whose destination works. Called once for each test, which closes
     * it.
     * @return a new exporter
     */
    @Override
    protected abstract SpanBatchExporter exporter();

    /**
     * Makes an exporter whose destination takes requests and never answers, and that
     * waits for an answer between one and twenty seconds. Called at most once for each
     * test, which closes it.
     * @return a new exporter, or {@code null} when there is nobody who could be silent
     */
    @Override
    protected @Nullable SpanBatchExporter exporterToSilence() {
        return null;
    }

    @Override
    final CompletionStage<ExportResult> sending(SpanBatchExporter exporter, SpanRecord span) {
        return exporter.export(List.of(finished(span)));
    }

    private ExportResult export(BatchItem... batch) throws Exception {
        SpanBatchExporter exporter = opened();
        return ShippingThread.answer(start("a batch", () -> exporter.export(List.of(batch))));
    }

    private void assertStored(BatchItem... batch) throws Exception {
        assertThat(export(batch)).isInstanceOf(ExportResult.Stored.class);
    }

    private static BatchItem finished(SpanRecord span) {
        return new BatchItem.Finished(span);
    }

    private static BatchItem late(SpanRecord span) {
        return new BatchItem.LateMetric(UuidV7.next(), span.traceId(), span.id(), ContractSpans.metric(),
                Instant.now());
    }

    @Test
    void name_isOneWordAndStaysTheSame() throws Exception {
        String name = opened().name();
        assertThat(name).matches("\\S+");
        assertStored(finished(ContractSpans.root("root")));
        assertThat(opened().name()).isEqualTo(name);
        assertThat(opened().destination()).isNotBlank();
    }

    @Test
    void export_storesSpansInAnyOrder() throws Exception {
        SpanRecord root = ContractSpans.root("root");
        SpanRecord child = ContractSpans.below(root, "child");
        assertStored(finished(ContractSpans.below(child, "grandchild")), finished(root));
        assertStored(finished(child));
    }

    @Test
    void export_storesEverythingThatASpanSays() throws Exception {
        assertStored(finished(ContractSpans.full()));
    }

    @Test
    void export_storesMetricsThatComeLate() throws Exception {
        SpanRecord span = ContractSpans.full();
        assertStored(finished(span), late(span));
        assertStored(late(span));
        assertStored(late(ContractSpans.root("never sent")));
    }

    @Test
    void export_onceMoreIsNoError() throws Exception {
        SpanRecord span = ContractSpans.root("again");
        BatchItem[] batch = { finished(span), late(span) };
        assertStored(batch);
        assertStored(batch);
    }

    @Test
    void export_answersForOddSpansToo() throws Exception {
        for (SpanRecord span : ContractSpans.odd()) {
            assertThat(export(finished(span))).isNotNull();
        }
        assertStored(finished(ContractSpans.root("after all that")));
    }

    @Test
    void export_takesManySpansAtOnce() throws Exception {
        BatchItem[] batch = new BatchItem[MANY];
        Arrays.setAll(batch, (index) -> finished(ContractSpans.root("span" + index)));
        assertStored(batch);
    }

    @Test
    void export_goesOnAfterAClose() throws Exception {
        SpanBatchExporter exporter = opened();
        assertStored(finished(ContractSpans.root("before")));
        shipping().close(exporter);
        assertStored(finished(ContractSpans.root("after")));
    }

}
