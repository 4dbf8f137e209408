// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.chaos;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import ai.opper.tracing.export.ShippingStatus;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.LedgerSnapshot;

/**
 * Looks at the ledger again and again and compares what it says is in memory with what
 * the shipping thread says it has.
 */
final class LedgerWatch {

    /** While things move, the two are seen alike only now and then. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Application application;

    private final Forest forest;

    private final Faults faults;

    private final long startNanos = System.nanoTime();

    private int samples;

    private long worstError;

    private int maxBufferedBytes;

    LedgerWatch(Application application, Forest forest, Faults faults) {
        this.application = application;
        this.forest = forest;
        this.faults = faults;
    }

    /** Takes a sample, and prints it now and then. */
    void look(boolean print) {
        this.forest.pause(true);
        try {
            long error = error();
            this.samples++;
            this.worstError = Math.max(this.worstError, Math.abs(error));
            this.maxBufferedBytes = Math.max(this.maxBufferedBytes, Math.toIntExact(this.application.buffer().bytes()));
            if (error != 0) {
                print("LEDGER ERROR " + error);
            }
            else if (print) {
                print("");
            }
        }
        finally {
            this.forest.pause(false);
        }
    }

    /**
     * What is created, has no fate and is not left to the spool, less what the shipping
     * thread holds. It takes a moment until that thread has seen everything.
     */
    private long error() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long error;
        do {
            LedgerSnapshot before = this.application.ledger().snapshot();
            long held = this.application.shipper().status().waiting();
            LedgerSnapshot after = this.application.ledger().snapshot();
            error = before.equals(after) ? after.inMemory() - held : Long.MAX_VALUE;
            if (error != 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        while (error != 0 && System.nanoTime() - deadline < 0);
        return error;
    }

    private void print(String remark) {
        LedgerSnapshot ledger = this.application.ledger().snapshot();
        ShippingStatus status = this.application.shipper().status();
        System.out.printf(Locale.ROOT,
                "%4d s  %-15s created %7d = stored %7d + memory %5d + spool %5d + dead %4d + dropped %6d"
                        + " (full %d, parent %d, stop %d)  buffer %4d kB  gate %-12s permits %2d  %s%n",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - this.startNanos), this.faults.phase(),
                ledger.created(), ledger.stored(), ledger.inMemory(), ledger.inSpool(), ledger.deadLettered(),
                ledger.droppedInAll(), ledger.dropped(Drop.MEMORY_FULL), ledger.dropped(Drop.PARENT_DROPPED),
                ledger.dropped(Drop.SHUTDOWN), status.bufferedBytes() / 1024, status.gate(), status.permits(), remark);
    }

    int samples() {
        return this.samples;
    }

    long worstError() {
        return this.worstError;
    }

    int maxBufferedBytes() {
        return this.maxBufferedBytes;
    }

}
