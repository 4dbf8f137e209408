// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    @Test
    void snapshot_hasEveryFate() {
        this.ledger.countCreated(10);
        this.ledger.countStored(4);
        this.ledger.countDeadLettered(3);
        this.ledger.countDropped(Drop.TTL, 2);
        LedgerSnapshot snapshot = this.ledger.snapshot();
        assertThat(snapshot.dropped()).containsOnlyKeys(Drop.values());
        assertThat(snapshot.dropped(Drop.TTL)).isEqualTo(2);
        assertThat(snapshot.droppedInAll()).isEqualTo(2);
        assertThat(snapshot.pending()).isEqualTo(1);
        assertThat(snapshot.dropped().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
        assertThat(snapshot).extracting(LedgerSnapshot::created, LedgerSnapshot::stored, LedgerSnapshot::deadLettered)
            .containsExactly(10L, 4L, 3L);
    }

    @Test
    void snapshot_tellsMemoryFromSpool() {
        this.ledger.countCreated(10);
        this.ledger.countSpooled(6);
        this.ledger.countUnspooled(2);
        this.ledger.countStored(1);
        LedgerSnapshot snapshot = this.ledger.snapshot();
        assertThat(snapshot.inSpool()).isEqualTo(4);
        assertThat(snapshot.inMemory()).isEqualTo(5);
        assertThat(snapshot.pending()).isEqualTo(9);
    }

    /** Each thread has at most one item without a fate, so no moment has more of them. */
    @Test
    void snapshot_isOfOneMoment() throws Exception {
        int threads = 3;
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService recording = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> recorders = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                recorders.add(recording.submit(() -> record(over)));
            }
            for (int i = 0; i < 2_000; i++) {
                assertThat(this.ledger.snapshot().pending()).isBetween(0L, (long) threads);
            }
            over.set(true);
            for (Future<?> recorder : recorders) {
                recorder.get();
            }
            assertThat(this.ledger.snapshot().pending()).isZero();
        }
        finally {
            recording.shutdownNow();
        }
    }

    private void record(AtomicBoolean over) {
        while (!over.get()) {
            this.ledger.countCreated(1);
            LockSupport.parkNanos(20_000);
            this.ledger.countStored(1);
        }
    }

}
