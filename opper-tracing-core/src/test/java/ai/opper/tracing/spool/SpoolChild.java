// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import ai.opper.tracing.span.Ledger;

/**
 * A process that spools about 2,000 spans a second, acknowledges every third of them
 * later, says what it has done and when, and waits to be killed.
 */
final class SpoolChild {

    private static final int LATER = 100;

    private static final AtomicLong TICKS = new AtomicLong();

    private SpoolChild() {
    }

    public static void main(String[] args) {
        FileSpool spool = SpoolSamples.open(Path.of(args[0]), new Ledger());
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        spool.acknowledge(spool.store(SpoolSamples.finished(1_000)), 0);
        spool.sync(SpoolSamples.PATIENCE);
        beginToTick();
        ArrayDeque<SpoolReceipt> receipts = new ArrayDeque<>();
        ArrayDeque<UUID> ids = new ArrayDeque<>();
        long next = System.nanoTime();
        for (int count = 0; true; count++) {
            SpoolEntry entry = SpoolSamples.finished(1_000);
            receipts.add(spool.store(entry));
            ids.add(SpoolSamples.idOf(entry));
            out.println("S " + SpoolSamples.idOf(entry) + " " + System.currentTimeMillis() + " " + TICKS);
            if (receipts.size() > LATER) {
                SpoolReceipt receipt = receipts.remove();
                UUID id = ids.remove();
                if (count % 3 != 0 && receipt.isStored()) {
                    out.println("W " + id + " " + System.currentTimeMillis() + " " + TICKS);
                }
                if (count % 3 == 0) {
                    spool.acknowledge(receipt, 0);
                    out.println("A " + id + " " + System.currentTimeMillis() + " " + TICKS);
                }
            }
            next += 500_000;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    /**
     * On a busy machine less happens in a millisecond, here and in the spool's thread.
     */
    private static void beginToTick() {
        Thread ticking = new Thread(() -> {
            while (true) {
                LockSupport.parkNanos(1_000_000);
                TICKS.incrementAndGet();
            }
        });
        ticking.setDaemon(true);
        ticking.start();
    }

    static Process start(Path directory) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-Xmx128m", "-cp", System.getProperty("java.class.path"),
                SpoolChild.class.getName(), directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    }

    static List<Said> allSaid(Process child, List<String> before) throws Exception {
        List<String> lines = new ArrayList<>(before);
        BufferedReader reader = child.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
        }
        return lines.stream()
            .map((line) -> line.split(" "))
            .filter((words) -> words.length == 4)
            .map(Said::of)
            .toList();
    }

    /**
     * What the child has done.
     *
     * @param what S when it stored a span, W when the spool said that it was written, A
     * when it acknowledged it
     * @param id the span
     * @param millis when, at the latest
     * @param ticks how many milliseconds the machine had had for the child by then
     */
    record Said(String what, UUID id, long millis, long ticks) {

        static Said of(String[] words) {
            return new Said(words[0], UUID.fromString(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
        }

    }

}
