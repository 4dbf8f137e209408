// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.ArrayList;
import java.util.List;

import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;

/**
 * Measures what spooling costs: run its main method with the test class path. It prints a
 * line per measurement, the processor time of the spool's thread.
 */
final class SpoolSpeed {

    private static final int PAYLOAD_BYTES = 2_048;

    private static final int BATCH = 64;

    private static final int ENTRIES = (256 << 20) / (PAYLOAD_BYTES + 200);

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private SpoolSpeed() {
    }

    public static void main(String[] args) throws Exception {
        for (int round = 0; round < 3; round++) {
            measure(Files.createTempDirectory("spool"));
        }
    }

    private static void measure(Path directory) throws Exception {
        SpoolSettings settings = new SpoolSettings(directory, 1L << 30, Duration.ofDays(1));
        SpoolEntry entry = SpoolSamples.finished(PAYLOAD_BYTES);
        SpoolStore store = open(settings);
        long began = CLOCK.getCurrentThreadCpuTime();
        for (int count = 1; count <= ENTRIES; count++) {
            store.store(new FileReceipt(entry), null);
            if (count % BATCH == 0) {
                store.write();
            }
        }
        print("store", began, store.status().bytes());
        store.close();
        began = CLOCK.getCurrentThreadCpuTime();
        store = open(settings);
        print("open", began, store.status().bytes());
        List<Spooled> found = new ArrayList<>();
        began = CLOCK.getCurrentThreadCpuTime();
        for (List<Spooled> some = store.oldest(BATCH); !some.isEmpty(); some = store.oldest(BATCH)) {
            found.addAll(some);
        }
        print("read again", began, store.status().bytes());
        began = CLOCK.getCurrentThreadCpuTime();
        for (int count = 0; count < found.size(); count++) {
            FileReceipt receipt = (FileReceipt) found.get(count).receipt();
            receipt.acknowledge(0);
            store.acknowledge(receipt, 0);
            if (count % BATCH == 0) {
                store.write();
            }
        }
        store.write();
        print("acknowledge", began, store.status().bytes());
        store.close();
    }

    private static SpoolStore open(SpoolSettings settings) {
        Ledger ledger = new Ledger();
        Problems problems = new Problems();
        SpoolDirectory directory = new SpoolDirectory(settings, Disk.LOCAL, new HashMap<>(), ledger, problems);
        SpoolStore store = new SpoolStore(settings, directory, Disk.LOCAL, System::currentTimeMillis, ledger, problems);
        store.tend();
        return store;
    }

    private static void print(String what, long beganNanos, long bytes) {
        double micros = (CLOCK.getCurrentThreadCpuTime() - beganNanos) / 1e3;
        System.out.printf("%-12s %6.2f us per record, %8.1f ms in all, files now %d MiB%n", what, micros / ENTRIES,
                micros / 1e3, bytes >> 20);
    }

}
