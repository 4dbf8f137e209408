// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.LedgerSnapshot;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanSink;

/**
 * All that ships spans: one that keeps parents before children, or none, and any number
 * that send batches. They start, stop and flush together, and none waits for another.
 */
public final class SpanShippers {

    private final @Nullable SpanShipper ordered;

    private final List<BatchShipper> batches;

    private final @Nullable SpanSink sink;

    private volatile boolean running;

    /**
     * Brings shippers together.
     * @param ordered the one that keeps parents before children, if there is one
     * @param buffer the buffer that it empties, if there is one
     * @param batches those that send batches
     * @param problems is told what goes wrong
     */
    public SpanShippers(@Nullable SpanShipper ordered, @Nullable SpanBuffer buffer, List<BatchShipper> batches,
            Problems problems) {
        this.ordered = ordered;
        this.batches = List.copyOf(batches);
        List<SpanSink> sinks = new ArrayList<>();
        if (buffer != null) {
            sinks.add(buffer);
        }
        batches.forEach((shipper) -> sinks.add(shipper.sink()));
        this.sink = sinks.isEmpty() ? null : (sinks.size() == 1) ? sinks.get(0) : new SpanFanOut(sinks, problems);
    }

    /**
     * The one that keeps parents before children.
     * @return the shipper, or {@code null}
     */
    public @Nullable SpanShipper ordered() {
        return this.ordered;
    }

    /**
     * Those that send batches.
     * @return the shippers, in the order in which they were given
     */
    public List<BatchShipper> batches() {
        return this.batches;
    }

    /**
     * Takes finished spans for all of them.
     * @return the way in, or {@code null} when nothing is shipped
     */
    public @Nullable SpanSink sink() {
        return this.sink;
    }

    /** Begins to ship. Does nothing when it has begun already. */
    public synchronized void start() {
        if (this.ordered != null) {
            this.ordered.start();
        }
        this.batches.forEach(BatchShipper::start);
        this.running = true;
    }

    public boolean isRunning() {
        return this.running;
    }

    /**
     * Lets all of them send what is finished at the same time, each within its shutdown
     * timeout. Blocks until all have stopped.
     */
    public synchronized void stop() {
        List<CompletableFuture<Void>> stopped = this.batches.stream().map(BatchShipper::stop).toList();
        if (this.ordered != null) {
            this.ordered.stop();
        }
        for (int index = 0; index < stopped.size(); index++) {
            // An answer that never comes is not waited for; a little more is for
            // counting.
            Flushes.await(stopped.get(index), this.batches.get(index).shutdownTimeout().plusSeconds(1));
        }
        this.running = false;
    }

    /**
     * Sends what is finished everywhere and waits for it.
     * @param timeout how long to wait at most
     * @return what became of it, at all destinations together
     */
    public FlushResult flush(Duration timeout) {
        long byNanos = System.nanoTime() + Flushes.nanos(timeout);
        List<LedgerSnapshot> before = this.batches.stream().map(BatchShipper::ledger).map(Ledger::snapshot).toList();
        List<CompletableFuture<Void>> flushed = this.batches.stream().map(BatchShipper::flush).toList();
        FlushResult result = (this.ordered != null) ? this.ordered.flush(timeout) : new FlushResult(0, 0, 0);
        for (int index = 0; index < flushed.size(); index++) {
            Flushes.await(flushed.get(index), Duration.ofNanos(Math.max(0, byNanos - System.nanoTime())));
            result = plus(result, before.get(index), this.batches.get(index).ledger().snapshot());
        }
        return result;
    }

    private static FlushResult plus(FlushResult result, LedgerSnapshot before, LedgerSnapshot after) {
        return new FlushResult(result.stored() + after.stored() - before.stored(), result.pending() + after.pending(),
                result.dropped() + SpanShipper.givenUp(after) - SpanShipper.givenUp(before));
    }

}
