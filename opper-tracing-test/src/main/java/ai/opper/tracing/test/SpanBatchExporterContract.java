// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.export.BatchItem;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanBatchExporter;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What every {@link SpanBatchExporter} promises. A test of one extends this class and
 * needs JUnit Jupiter on its class path. As in an application, one thread makes all
 * calls, with one batch under way at once.
 */
public abstract class SpanBatchExporterContract {

    private static final int MANY = 512;

    private final TestTracing tracing = new TestTracing().describing((context) -> true);

    private @Nullable ShippingThread shipping;

    private @Nullable SpanBatchExporter exporter;

    /**
     * Makes an exporter whose destination works. Called once for each test, which closes
     * it.
     * @return a new exporter
     */
    protected abstract SpanBatchExporter exporter();

    /**
     * Makes an exporter whose destination takes requests and never answers, and that
     * waits for an answer between one and twenty seconds. Called at most once for each
     * test, which closes it.
     * @return a new exporter, or {@code null} when there is nobody who could be silent
     */
    protected @Nullable SpanBatchExporter exporterToSilence() {
        return null;
    }

    /**
     * The registry that an application would give to its HTTP clients. An exporter that
     * takes a client from the application is tested with one that has this registry.
     * @return a registry whose observations become spans
     */
    protected final ObservationRegistry observationRegistry() {
        return this.tracing.observationRegistry();
    }

    @BeforeEach
    void lookAtThreads() {
        this.shipping = new ShippingThread();
    }

    @AfterEach
    void closeLast() throws Exception {
        closeOpened();
        shipping().close();
        this.tracing.close();
    }

    private ShippingThread shipping() {
        return Objects.requireNonNull(this.shipping);
    }

    private SpanBatchExporter opened() {
        if (this.exporter == null) {
            this.exporter = exporter();
        }
        return this.exporter;
    }

    private SpanBatchExporter openedToSilence() {
        this.exporter = exporterToSilence();
        assumeTrue(this.exporter != null, "nobody could be silent");
        return this.exporter;
    }

    private void closeOpened() throws Exception {
        SpanBatchExporter open = this.exporter;
        this.exporter = null;
        if (open != null) {
            shipping().close(open);
        }
    }

    private CompletionStage<ExportResult> start(SpanBatchExporter exporter, List<BatchItem> batch) throws Exception {
        CompletionStage<ExportResult> stage = shipping().ship(() -> exporter.export(batch));
        assertThat(stage).as("stage for a batch").isNotNull();
        return stage;
    }

    private ExportResult export(BatchItem... batch) throws Exception {
        return ShippingThread.answer(start(opened(), List.of(batch)));
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
        List<BatchItem> batch = new ArrayList<>();
        for (int index = 0; index < MANY; index++) {
            batch.add(finished(ContractSpans.root("span" + index)));
        }
        ExportResult result = ShippingThread.answer(start(opened(), List.copyOf(batch)));
        assertThat(result).isInstanceOf(ExportResult.Stored.class);
    }

    @Test
    void export_isNotObservedItself() throws Exception {
        SpanBatchExporter exporter = opened();
        CompletionStage<ExportResult> stage = shipping().ship(() -> this.tracing.tracer()
            .inSpan("application", () -> exporter.export(List.of(finished(ContractSpans.root("root"))))));
        ShippingThread.answer(stage);
        closeOpened();
        assertThat(this.tracing.spans().all()).extracting(RecordedSpan::name)
            .as("spans; one of sending a span would be sent, too, and so on")
            .containsExactly("application");
    }

    @Test
    void export_doesNotWaitForTheAnswer() throws Exception {
        CompletionStage<ExportResult> stage = start(openedToSilence(), List.of(finished(ContractSpans.root("root"))));
        assertThat(stage.toCompletableFuture().isDone()).as("answered when export returned").isFalse();
    }

    @Test
    void silence_isAnsweredWithRetryAndWithoutPayload() throws Exception {
        ExportResult result = ShippingThread.answer(start(openedToSilence(), List.of(finished(ContractSpans.full()))));
        assertThat(result).isInstanceOfSatisfying(ExportResult.Retry.class,
                (retry) -> assertThat(retry.reason()).isNotBlank().doesNotContain(ContractSpans.SECRET));
    }

    @Test
    void close_answersWhatIsUnderWay() throws Exception {
        CompletionStage<ExportResult> stage = start(openedToSilence(), List.of(finished(ContractSpans.root("root"))));
        closeOpened();
        stage.handle((result, error) -> true)
            .toCompletableFuture()
            .get(ShippingThread.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void export_goesOnAfterAClose() throws Exception {
        SpanBatchExporter exporter = opened();
        assertStored(finished(ContractSpans.root("before")));
        shipping().close(exporter);
        assertStored(finished(ContractSpans.root("after")));
    }

    @Test
    void close_leavesNoThreadThatKeepsTheProcessAlive() throws Exception {
        assertStored(finished(ContractSpans.root("root")));
        closeOpened();
        shipping().assertLastOne();
    }

}
