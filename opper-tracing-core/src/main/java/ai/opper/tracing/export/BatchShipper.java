// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.BatchBuffer.Entry;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;
import ai.opper.tracing.span.UuidV7;

/**
 * Ships finished spans in batches: a buffer bounded in bytes, one thread that begins with
 * the first span and sleeps when there is nothing to do, and attempts that are repeated.
 * Keeps records and never a span's place in its trace, so that nothing else is kept
 * alive.
 *
 * <p>
 * May be started and stopped again and again.
 */
public final class BatchShipper {

    private final SpanSink sink = new Entrance();

    private final SpanBatchExporter exporter;

    private final BatchSettings settings;

    private final Ledger ledger;

    private final boolean countsCreated;

    private final Problems problems;

    private final BatchBuffer buffer;

    private final DeadLetters deadLetters = new DeadLetters();

    private final Journal journal = new Journal();

    private volatile @Nullable BatchRun run;

    /**
     * Makes a shipper.
     * @param exporter where spans go
     * @param settings how to ship
     * @param ledger counts what becomes of spans here
     * @param countsCreated whether this shipper counts in the ledger what it is given;
     * else whoever records has done so
     * @param problems is told what goes wrong
     */
    public BatchShipper(SpanBatchExporter exporter, BatchSettings settings, Ledger ledger, boolean countsCreated,
            Problems problems) {
        this.exporter = exporter;
        this.settings = settings;
        this.ledger = ledger;
        this.countsCreated = countsCreated;
        this.problems = problems;
        this.buffer = new BatchBuffer(settings.maxBufferBytes());
    }

    /**
     * What the exporter is called.
     * @return its name
     */
    public String name() {
        return this.exporter.name();
    }

    /**
     * Where spans go.
     * @return a few words without a key
     */
    public String destination() {
        return this.exporter.destination();
    }

    /**
     * Takes finished spans. When the buffer is full the newest is dropped and counted.
     * @return the way in, the same at each call
     */
    public SpanSink sink() {
        return this.sink;
    }

    /**
     * What became of spans here.
     * @return the ledger
     */
    public Ledger ledger() {
        return this.ledger;
    }

    /**
     * What the destination has refused for good.
     * @return the dead letters, since this shipper was made
     */
    public DeadLetters deadLetters() {
        return this.deadLetters;
    }

    /** Begins to ship. Does nothing when it has begun already. */
    public synchronized void start() {
        if (this.run == null) {
            this.run = new BatchRun(this.exporter, this.settings, this.buffer,
                    new BatchAccount(this.ledger, this.buffer, this.deadLetters), this.journal, this.problems);
        }
    }

    public boolean isRunning() {
        return this.run != null;
    }

    /**
     * Sends what is finished, within the shutdown timeout, and counts what is left. Does
     * not wait: {@link #start()} may follow when the stage is complete.
     * @return completes when it has stopped
     */
    public CompletableFuture<Void> stop() {
        BatchRun stopping;
        synchronized (this) {
            stopping = this.run;
            this.run = null;
        }
        return (stopping != null) ? stopping.stop() : CompletableFuture.completedFuture(null);
    }

    /**
     * Sends what is finished. Does not wait.
     * @return completes when everything that was given before has a fate, or nothing is
     * shipped any more
     */
    public CompletableFuture<Void> flush() {
        BatchRun current = this.run;
        return (current != null) ? current.flush() : CompletableFuture.completedFuture(null);
    }

    /** The longest time that stopping takes. */
    Duration shutdownTimeout() {
        return this.settings.shutdownTimeout();
    }

    /**
     * How the shipping is doing. Any thread.
     * @return the state
     */
    public BatchStatus status() {
        BatchRun current = this.run;
        return BatchStatus.of(current != null && !current.hasEnded(), current != null && current.isFailing(),
                this.buffer, this.journal);
    }

    private void accept(BatchItem item, int items, int bytes) {
        if (this.countsCreated) {
            this.ledger.countCreated(items);
        }
        BatchRun current = this.run;
        if (current == null || current.hasEnded()) {
            refuse(items, (current == null) ? Drop.SHUTDOWN : Drop.FAILED);
            return;
        }
        long taken = this.buffer.reserve(bytes);
        if (taken < 0) {
            this.ledger.countDropped(Drop.MEMORY_FULL, items);
            this.problems.report(Problem.BATCH_BUFFER_FULL, name(),
                    "a span was dropped because " + this.buffer.maxBytes() + " bytes of spans are waiting", null);
            return;
        }
        Entry entry = new Entry(item, items, bytes, System.nanoTime());
        current.add(entry, taken);
        if ((this.run == null || current.hasEnded()) && this.buffer.remove(entry)) {
            // The run may have ended without seeing this; whoever gets it out settles it.
            this.buffer.release(bytes);
            refuse(items, Drop.SHUTDOWN);
        }
    }

    private void refuse(int items, Drop reason) {
        this.ledger.countDropped(reason, items);
        if (reason == Drop.SHUTDOWN) {
            this.problems.report(Problem.RECORDED_AFTER_STOP, name(),
                    "a span was recorded when nothing was sent any more, since the application was stopping", null);
        }
    }

    /** Where application threads put spans in. */
    private final class Entrance implements SpanSink {

        @Override
        public void accept(SpanNode node, SpanRecord span) {
            BatchShipper.this.accept(new BatchItem.Finished(span), 1 + span.metrics().size(), span.estimatedBytes());
        }

        @Override
        public void accept(SpanNode node, MetricRecord metric) {
            BatchShipper.this.accept(
                    new BatchItem.LateMetric(UuidV7.next(), node.traceId(), node.id(), metric, Instant.now()), 1,
                    SpanBuffer.METRIC_BYTES);
        }

    }

}
