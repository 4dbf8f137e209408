// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

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

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportRequest.AddMetric;
import ai.opper.tracing.export.ExportRequest.Complete;
import ai.opper.tracing.export.ExportRequest.Create;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.SpanExporter;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What every {@link SpanExporter} promises. A test of one extends this class and needs
 * JUnit Jupiter on its class path. As in an application, one thread makes all calls.
 */
public abstract class SpanExporterContract {

    private static final int MANY = 64;

    private final TestTracing tracing = new TestTracing().describing((context) -> true);

    private @Nullable ShippingThread shipping;

    private @Nullable SpanExporter exporter;

    /**
     * Makes an exporter whose destination works. Called once for each test, which closes
     * it.
     * @return a new exporter
     */
    protected abstract SpanExporter exporter();

    /**
     * Makes an exporter whose destination takes requests and never answers, and that
     * waits for an answer between one and twenty seconds. Called at most once for each
     * test, which closes it.
     * @return a new exporter, or {@code null} when there is nobody who could be silent
     */
    protected @Nullable SpanExporter exporterToSilence() {
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

    private SpanExporter opened() {
        if (this.exporter == null) {
            this.exporter = exporter();
        }
        return this.exporter;
    }

    private SpanExporter openedToSilence() {
        this.exporter = exporterToSilence();
        assumeTrue(this.exporter != null, "nobody could be silent");
        return this.exporter;
    }

    private void closeOpened() throws Exception {
        SpanExporter open = this.exporter;
        this.exporter = null;
        if (open != null) {
            shipping().close(open);
        }
    }

    private CompletionStage<ExportResult> start(SpanExporter exporter, ExportRequest request) throws Exception {
        CompletionStage<ExportResult> stage = shipping().ship(() -> exporter.export(request));
        assertThat(stage).as("stage for %s", request.getClass().getSimpleName()).isNotNull();
        return stage;
    }

    private ExportResult export(ExportRequest request) throws Exception {
        return ShippingThread.answer(start(opened(), request));
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
            stages.add(start(opened(), new Create(ContractSpans.root("span" + index))));
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

    @Test
    void export_isNotObservedItself() throws Exception {
        SpanExporter exporter = opened();
        CompletionStage<ExportResult> stage = shipping().ship(() -> this.tracing.tracer()
            .inSpan("application", () -> exporter.export(new Create(ContractSpans.root("root")))));
        ShippingThread.answer(stage);
        closeOpened();
        assertThat(this.tracing.spans().all()).extracting(RecordedSpan::name)
            .as("spans; one of sending a span would be sent, too, and so on")
            .containsExactly("application");
    }

    @Test
    void export_doesNotWaitForTheAnswer() throws Exception {
        CompletionStage<ExportResult> stage = start(openedToSilence(), new Create(ContractSpans.root("root")));
        assertThat(stage.toCompletableFuture().isDone()).as("answered when export returned").isFalse();
    }

    @Test
    void silence_isAnsweredWithRetryAndWithoutPayload() throws Exception {
        ExportResult result = ShippingThread.answer(start(openedToSilence(), new Create(ContractSpans.full())));
        assertThat(result).isInstanceOfSatisfying(ExportResult.Retry.class,
                (retry) -> assertThat(retry.reason()).isNotBlank().doesNotContain(ContractSpans.SECRET));
    }

    @Test
    void close_answersWhatIsUnderWay() throws Exception {
        CompletionStage<ExportResult> stage = start(openedToSilence(), new Create(ContractSpans.root("root")));
        closeOpened();
        stage.handle((result, error) -> true)
            .toCompletableFuture()
            .get(ShippingThread.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void close_leavesNoThreadThatKeepsTheProcessAlive() throws Exception {
        assertStored(new Create(ContractSpans.root("root")));
        closeOpened();
        shipping().assertLastOne();
    }

}
