// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application that is stopped and started, and what others do meanwhile. */
class FileSpoolsTest {

    private static final int ENTRIES = 3;

    private final Path directory;

    private final Ledger ledger = new Ledger();

    private final FileSpools spools;

    FileSpoolsTest(@TempDir Path directory) {
        this.directory = directory;
        this.spools = new FileSpools(SpoolSettings.in(directory), this.ledger, new Problems());
    }

    private void leaveSome() {
        try (Spool spool = this.spools.get()) {
            List<SpoolReceipt> receipts = Stream.generate(() -> spool.store(SpoolSamples.finished(10)))
                .limit(ENTRIES)
                .toList();
            this.ledger.countCreated(ENTRIES);
            spool.sync(SpoolSamples.PATIENCE);
            receipts.forEach(spool::release);
        }
        assertThat(this.ledger.snapshot().inSpool()).isEqualTo(ENTRIES);
    }

    @Test
    void start_countsWhatItHasLeftOnce() throws Exception {
        leaveSome();
        try (Spool again = this.spools.get()) {
            assertThat(SpoolSamples.takeAll(again)).hasSize(ENTRIES);
            assertThat(this.ledger.created()).isEqualTo(ENTRIES);
            assertThat(this.ledger.snapshot().inSpool()).isZero();
            assertThat(this.ledger.pending()).isEqualTo(ENTRIES);
        }
    }

    @Test
    void start_countsOutWhatAnotherProcessIsSending() throws Exception {
        leaveSome();
        Ledger others = new Ledger();
        try (Spool other = SpoolSamples.open(this.directory, others)) {
            assertThat(SpoolSamples.takeAll(other)).hasSize(ENTRIES);
            assertThat(others.created()).isEqualTo(ENTRIES);
            startAgain();
        }
    }

    @Test
    void start_countsOutWhatAnotherProcessHasSent() throws Exception {
        leaveSome();
        try (Spool other = SpoolSamples.open(this.directory, new Ledger())) {
            SpoolSamples.takeAll(other).forEach((each) -> other.acknowledge(each.receipt(), 0));
            other.sync(SpoolSamples.PATIENCE);
        }
        startAgain();
    }

    private void startAgain() throws Exception {
        try (Spool again = this.spools.get()) {
            await().atMost(SpoolSamples.PATIENCE)
                .untilAsserted(() -> assertThat(this.ledger.dropped(Drop.ADOPTED)).isEqualTo(ENTRIES));
            assertThat(SpoolSamples.takeAll(again)).isEmpty();
            assertThat(this.ledger.created()).isEqualTo(ENTRIES);
            assertThat(this.ledger.pending()).isZero();
            assertThat(this.ledger.snapshot().inSpool()).isZero();
        }
    }

}
