// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.ShippingStatus.Figures;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.LedgerSnapshot;
import ai.opper.tracing.span.Problems;

/**
 * Ships spans: one thread that takes them out of the buffer, asks the
 * {@link ShippingPlan} what is due, and hands it to the {@link SpanExporter}. The thread
 * begins with the first span and sleeps when there is nothing to do.
 *
 * <p>
 * May be started and stopped again and again.
 */
public final class SpanShipper {

    private final SpanBuffer buffer;

    private final Supplier<? extends SpanExporter> exporters;

    private final ShippingSettings settings;

    private final Ledger ledger;

    private final Problems problems;

    private final DeadLetters deadLetters = new DeadLetters();

    private final Journal journal = new Journal();

    private volatile @Nullable ShippingRun run;

    public SpanShipper(SpanBuffer buffer, Supplier<? extends SpanExporter> exporters, ShippingSettings settings,
            Ledger ledger, Problems problems) {
        this.buffer = buffer;
        this.exporters = exporters;
        this.settings = settings;
        this.ledger = ledger;
        this.problems = problems;
    }

    /** Begins to ship. Does nothing when it has begun already. */
    public synchronized void start() {
        if (this.run == null) {
            ShippingRun started = new ShippingRun(this.buffer, this.exporters, this.settings, this.ledger,
                    this.deadLetters, this.journal, this.problems);
            this.run = started;
            this.buffer.connect(started);
        }
    }

    public boolean isRunning() {
        return this.run != null;
    }

    /**
     * Sends what is finished, within the shutdown timeout, and counts what is left.
     * Blocks; does nothing when it has stopped already.
     */
    public synchronized void stop() {
        ShippingRun stopping = this.run;
        if (stopping != null) {
            this.buffer.connect(null);
            stopping.stop();
            this.run = null;
        }
    }

    /**
     * Sends what is finished, held spans too, and waits for it.
     * @param timeout how long to wait at most
     * @return what became of it
     */
    public FlushResult flush(Duration timeout) {
        ShippingRun current = this.run;
        LedgerSnapshot before = this.ledger.snapshot();
        if (current != null) {
            current.flush(timeout);
        }
        LedgerSnapshot after = this.ledger.snapshot();
        return new FlushResult(after.stored() - before.stored(), after.pending(), givenUp(after) - givenUp(before));
    }

    private static long givenUp(LedgerSnapshot counts) {
        return counts.deadLettered() + counts.droppedInAll();
    }

    /**
     * How the shipping is doing. Any thread.
     * @return the state
     */
    public ShippingStatus status() {
        ShippingRun current = this.run;
        Figures figures = (current != null) ? current.figures() : Figures.nothing(this.settings.maxConcurrency());
        boolean shipping = current != null && !current.hasEnded();
        return ShippingStatus.of(shipping, this.settings, figures, this.buffer.bytes(), this.journal);
    }

    /**
     * What the destination has refused for good.
     * @return the dead letters, since this shipper was made
     */
    public DeadLetters deadLetters() {
        return this.deadLetters;
    }

}
