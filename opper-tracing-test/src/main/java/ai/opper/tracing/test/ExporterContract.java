// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What exporters promise whether they take requests or batches.
 *
 * @param <E> the kind of exporter
 */
abstract class ExporterContract<E extends AutoCloseable> {

    private final TestTracing tracing = new TestTracing().describing((context) -> true);

    private @Nullable ShippingThread shipping;

    private @Nullable E exporter;

    protected abstract E exporter();

    protected abstract @Nullable E exporterToSilence();

    /** Lets an exporter send one span. */
    abstract CompletionStage<ExportResult> sending(E exporter, SpanRecord span);

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

    final ShippingThread shipping() {
        return Objects.requireNonNull(this.shipping);
    }

    final E opened() {
        if (this.exporter == null) {
            this.exporter = exporter();
        }
        return this.exporter;
    }

    private E openedToSilence() {
        this.exporter = exporterToSilence();
        assumeTrue(this.exporter != null, "nobody could be silent");
        return this.exporter;
    }

    private void closeOpened() throws Exception {
        E open = this.exporter;
        this.exporter = null;
        if (open != null) {
            shipping().close(open);
        }
    }

    final CompletionStage<ExportResult> start(String what, Callable<CompletionStage<ExportResult>> call)
            throws Exception {
        CompletionStage<ExportResult> stage = shipping().ship(call);
        assertThat(stage).as("stage for %s", what).isNotNull();
        return stage;
    }

    private CompletionStage<ExportResult> start(E to, SpanRecord span) throws Exception {
        return start("a span", () -> sending(to, span));
    }

    @Test
    void export_isNotObservedItself() throws Exception {
        E open = opened();
        CompletionStage<ExportResult> stage = shipping()
            .ship(() -> this.tracing.tracer().inSpan("application", () -> sending(open, ContractSpans.root("root"))));
        ShippingThread.answer(stage);
        closeOpened();
        assertThat(this.tracing.spans().all()).extracting(RecordedSpan::name)
            .as("spans; one of sending a span would be sent, too, and so on")
            .containsExactly("application");
    }

    @Test
    void export_doesNotWaitForTheAnswer() throws Exception {
        CompletionStage<ExportResult> stage = start(openedToSilence(), ContractSpans.root("root"));
        assertThat(stage.toCompletableFuture().isDone()).as("answered when export returned").isFalse();
    }

    @Test
    void silence_isAnsweredWithRetryAndWithoutPayload() throws Exception {
        ExportResult result = ShippingThread.answer(start(openedToSilence(), ContractSpans.full()));
        assertThat(result).isInstanceOfSatisfying(ExportResult.Retry.class,
                (retry) -> assertThat(retry.reason()).isNotBlank().doesNotContain(ContractSpans.SECRET));
    }

    @Test
    void close_answersWhatIsUnderWay() throws Exception {
        CompletionStage<ExportResult> stage = start(openedToSilence(), ContractSpans.root("root"));
        closeOpened();
        stage.handle((result, error) -> true)
            .toCompletableFuture()
            .get(ShippingThread.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void close_leavesNoThreadThatKeepsTheProcessAlive() throws Exception {
        ExportResult result = ShippingThread.answer(start(opened(), ContractSpans.root("root")));
        assertThat(result).isInstanceOf(ExportResult.Stored.class);
        closeOpened();
        shipping().assertLastOne();
    }

}
