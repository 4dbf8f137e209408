// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.ShippingStatus.Figures;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.LedgerSnapshot;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.spool.Spool;

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

    private final @Nullable Supplier<? extends Spool> spools;

    private final ShippingSettings settings;

    private final Ledger ledger;

    private final Problems problems;

    private final DeadLetters deadLetters = new DeadLetters();

    private final Journal journal = new Journal();

    private volatile @Nullable ShippingRun run;

    private volatile @Nullable Spool spool;

    /** Spans that ran on when the shipping was stopped. */
    private List<SpanNode> running = List.of();

    /** Makes a shipper that keeps spans in memory only. */
    public SpanShipper(SpanBuffer buffer, Supplier<? extends SpanExporter> exporters, ShippingSettings settings,
            Ledger ledger, Problems problems) {
        this(buffer, exporters, null, settings, ledger, problems);
    }

    /**
     * Makes a shipper.
     * @param buffer where spans come from
     * @param exporters makes the exporter of a start; called by the shipping thread
     * @param spools opens the spool of a start, which is closed by the stop; {@code null}
     * to keep spans in memory only
     * @param settings how to ship
     * @param ledger counts what becomes of spans
     * @param problems is told what goes wrong
     */
    public SpanShipper(SpanBuffer buffer, Supplier<? extends SpanExporter> exporters,
            @Nullable Supplier<? extends Spool> spools, ShippingSettings settings, Ledger ledger, Problems problems) {
        this.buffer = buffer;
        this.exporters = exporters;
        this.spools = spools;
        this.settings = settings;
        this.ledger = ledger;
        this.problems = problems;
    }

    /** Begins to ship. Does nothing when it has begun already. */
    public synchronized void start() {
        if (this.run == null) {
            this.spool = (this.spools != null) ? this.spools.get() : null;
            ShippingRun started = new ShippingRun(this.buffer, this.exporters, this.spool, this.settings, this.ledger,
                    this.deadLetters, this.journal, this.problems);
            started.expect(this.running);
            this.run = started;
            this.buffer.connect(started);
            started.watchSpool();
        }
    }

    /**
     * Whether it keeps spans in a spool too, when it runs.
     * @return whether there is one
     */
    public boolean hasSpool() {
        return this.spools != null;
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
            this.running = stopping.running();
            this.run = null;
            closeSpool();
        }
    }

    private void closeSpool() {
        Spool closing = this.spool;
        if (closing != null) {
            closing.close();
            this.spool = null;
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

    static long givenUp(LedgerSnapshot counts) {
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
        return ShippingStatus.of(shipping, this.settings, figures, this.buffer.bytes(), this.journal,
                (current != null) ? current.spoolStatus() : null);
    }

    /**
     * What the destination has refused for good.
     * @return the dead letters, since this shipper was made
     */
    public DeadLetters deadLetters() {
        return this.deadLetters;
    }

}
