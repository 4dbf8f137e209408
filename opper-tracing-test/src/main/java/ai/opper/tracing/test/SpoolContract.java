// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.UuidV7;
import ai.opper.tracing.spool.Spool;
import ai.opper.tracing.spool.SpoolEntry;
import ai.opper.tracing.spool.SpoolEntry.Opening;
import ai.opper.tracing.spool.SpoolReceipt;
import ai.opper.tracing.spool.Spooled;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link Spool} promises. A test of one extends this class and needs JUnit
 * Jupiter on its class path.
 */
public abstract class SpoolContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Spool spool;

    /**
     * Opens the spool; called again after it was closed, as after a restart.
     * @return a spool on the same place as before
     */
    protected abstract Spool open();

    @BeforeEach
    void openFirst() {
        this.spool = open();
    }

    @AfterEach
    void closeLast() {
        this.spool.close();
    }

    private void restart() {
        assertThat(this.spool.sync(PATIENCE)).isTrue();
        this.spool.close();
        this.spool = open();
    }

    private SpoolReceipt stored(SpoolEntry entry) {
        SpoolReceipt receipt = this.spool.store(entry);
        assertThat(this.spool.sync(PATIENCE)).isTrue();
        assertThat(receipt.isStored()).isTrue();
        return receipt;
    }

    private List<Spooled> oldest(int max) throws Exception {
        return this.spool.oldest(max).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private List<SpoolEntry> entries() throws Exception {
        return oldest(Integer.MAX_VALUE).stream().map(Spooled::entry).toList();
    }

    private static SpanRecord span(String name, MetricRecord... metrics) {
        Instant start = Instant.parse("2025-11-21T10:00:00.000001Z");
        Payload input = Payload.of("{\"question\":\"Where?\"}".getBytes(StandardCharsets.UTF_8));
        return new SpanRecord(UuidV7.next(), UuidV7.next(), UuidV7.next(), name, "chain", start, start.plusMillis(5),
                input, null, null, 7, "session", null, Map.of("paid", true, "attempt", 2), Map.of("model", input),
                List.of(), List.of(), List.of(metrics));
    }

    private static SpoolEntry finished(String name) {
        return new SpoolEntry.Finished(span(name), Opening.NEVER, false);
    }

    @Test
    void entries_areTheSameAfterARestart() throws Exception {
        List<SpoolEntry> entries = List.of(
                new SpoolEntry.Finished(span("answer", new MetricRecord("hits", 3, "good")), Opening.PERHAPS, true),
                new SpoolEntry.LateMetric(UUID.randomUUID(), UUID.randomUUID(), new MetricRecord("thumbs", 1, null)),
                new SpoolEntry.Opened(span("running")), new SpoolEntry.ServerId(UUID.randomUUID(), "made-by-server"));
        entries.forEach(this.spool::store);
        restart();
        assertThat(entries()).isEqualTo(entries);
    }

    @Test
    void oldest_givesInOrderAndNothingTwice() throws Exception {
        List<SpoolEntry> entries = IntStream.range(0, 100).mapToObj((index) -> finished("span" + index)).toList();
        entries.forEach(this.spool::store);
        restart();
        List<Spooled> first = oldest(30);
        assertThat(first).extracting(Spooled::entry).isEqualTo(entries.subList(0, 30));
        assertThat(entries()).isEqualTo(entries.subList(30, 100));
        assertThat(entries()).isEmpty();
    }

    @Test
    void oldest_doesNotGiveWhatIsHeld() throws Exception {
        SpoolReceipt receipt = stored(finished("held"));
        assertThat(entries()).isEmpty();
        this.spool.release(receipt);
        assertThat(entries()).hasSize(1);
        assertThat(entries()).isEmpty();
    }

    @Test
    void oldest_givesWhatASpanNeedsBeforeIt() throws Exception {
        SpanRecord root = span("root");
        SpanRecord middle = below(root, "middle");
        SpanRecord leaf = below(middle, "leaf");
        SpoolEntry metric = new SpoolEntry.LateMetric(leaf.id(), leaf.traceId(), new MetricRecord("late", 1, null));
        SpoolEntry id = new SpoolEntry.ServerId(Objects.requireNonNull(root.parentId()), "above");
        List<SpoolEntry> entries = Stream
            .of(metric, finished(leaf), finished("other"), new SpoolEntry.Opened(middle), finished(root), id)
            .toList();
        entries.forEach(this.spool::store);
        restart();
        List<SpoolEntry> first = oldest(1).stream().map(Spooled::entry).toList();
        assertThat(first).containsExactly(id, entries.get(4), entries.get(3), entries.get(1), metric);
        assertThat(entries()).containsExactly(entries.get(2));
    }

    private static SpoolEntry finished(SpanRecord span) {
        return new SpoolEntry.Finished(span, Opening.NEVER, false);
    }

    private static SpanRecord below(SpanRecord parent, String name) {
        SpanRecord span = span(name);
        return new SpanRecord(span.id(), parent.traceId(), parent.id(), name, span.type(), span.startTime(),
                span.endTime(), span.input(), null, null, null, null, null, span.tags(), span.meta(), List.of(),
                List.of(), List.of());
    }

    @Test
    void releaseAll_letsEverythingBeGivenOutAgain() throws Exception {
        SpanRecord measured = span("measured", new MetricRecord("hits", 3, null));
        SpoolReceipt partly = stored(finished(measured));
        stored(finished("held"));
        stored(new SpoolEntry.Opened(span("running")));
        this.spool.acknowledge(partly, 0);
        assertThat(this.spool.releaseAll()).as("a metric and a span; a note is no item").isEqualTo(2);
        assertThat(oldest(10)).hasSize(3);
        assertThat(this.spool.releaseAll()).isEqualTo(2);
    }

    @Test
    void whenWaiting_isToldOfWhatIsLeft() throws Exception {
        this.spool.store(finished("left"));
        restart();
        CountDownLatch told = new CountDownLatch(1);
        this.spool.whenWaiting(told::countDown);
        assertThat(told.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void acknowledge_removes() throws Exception {
        SpoolReceipt receipt = stored(finished("sent"));
        SpoolEntry left = finished("left");
        this.spool.store(left);
        this.spool.acknowledge(receipt, 0);
        this.spool.acknowledge(receipt, 0);
        restart();
        assertThat(entries()).containsExactly(left);
    }

    @Test
    void acknowledge_atOnceRemovesToo() throws Exception {
        this.spool.acknowledge(this.spool.store(finished("fast")), 0);
        restart();
        assertThat(entries()).isEmpty();
    }

    @Test
    void acknowledge_remembersParts() throws Exception {
        SpanRecord span = span("answer", new MetricRecord("hits", 3, null), new MetricRecord("misses", 4, null));
        SpoolReceipt early = this.spool.store(new SpoolEntry.Finished(span, Opening.NEVER, false));
        this.spool.acknowledge(early, 0);
        SpoolReceipt late = stored(new SpoolEntry.Finished(span, Opening.NEVER, false));
        this.spool.acknowledge(late, 2);
        restart();
        List<Spooled> found = oldest(10);
        assertThat(found).extracting((each) -> each.acknowledged().toString()).containsExactly("{0}", "{2}");
        for (int part = 0; part < 3; part++) {
            this.spool.acknowledge(found.get(0).receipt(), part);
        }
        restart();
        assertThat(oldest(10)).hasSize(1);
    }

    @Test
    void store_replacesANote() throws Exception {
        SpanRecord span = span("long");
        SpoolReceipt note = stored(new SpoolEntry.Opened(span));
        SpoolEntry finished = new SpoolEntry.Finished(span, Opening.SURELY, false);
        this.spool.store(finished, note);
        restart();
        assertThat(entries()).containsExactly(finished);
    }

    @Test
    void store_replacesANoteOfAnEarlierLife() throws Exception {
        SpanRecord span = span("long");
        this.spool.store(new SpoolEntry.Opened(span));
        restart();
        SpoolEntry finished = new SpoolEntry.Finished(span, Opening.PERHAPS, false);
        this.spool.store(finished);
        restart();
        assertThat(entries()).containsExactly(finished);
    }

    @Test
    void opened_endsWithAnErrorWhenItsProcessDied() throws Exception {
        stored(new SpoolEntry.Opened(span("running")));
        restart();
        Spooled found = oldest(1).get(0);
        SpanRecord ended = ((SpoolEntry.Opened) found.entry()).ended(found.lastSignOfLife());
        assertThat(ended.error()).isEqualTo("process ended before this span did");
        assertThat(ended.endTime()).isEqualTo(found.lastSignOfLife());
    }

}
