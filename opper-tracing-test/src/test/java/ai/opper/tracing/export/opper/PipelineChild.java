// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;

/**
 * A process that records so many spans in a second, says which, and waits to be killed.
 */
final class PipelineChild {

    /** How many milliseconds the machine had for this process. */
    private static final AtomicLong TICKS = new AtomicLong();

    private PipelineChild() {
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Pipeline pipeline = new Pipeline(settings(URI.create(args[0]), OpperApiVersion.valueOf(args[2])),
                Duration.ofMillis(100), Path.of(args[1]), 16_000_000);
        beginToTick();
        record(pipeline.tracer(), 2_000_000_000L / Long.parseLong(args[3]), out);
    }

    static OpperExporterSettings settings(URI url, OpperApiVersion version) {
        return new OpperExporterSettings(url, Pipeline.KEY, Duration.ofSeconds(2), Duration.ofSeconds(2), 16, version);
    }

    /** Traces of one span, and steps of an agent that never ends. */
    private static void record(OpperTracer tracer, long periodNanos, PrintStream out) {
        Span agent = tracer.span("agent").start();
        out.println(new Said("O", agent.id()));
        String input = "x".repeat(500);
        long next = System.nanoTime();
        while (true) {
            end(tracer.span("first").newTrace().start().input(input), out);
            end(tracer.span("second").newTrace().start(), out);
            next += periodNanos;
            LockSupport.parkNanos(next - System.nanoTime());
            if (TICKS.get() % 20 == 0) {
                end(tracer.span("step").start(), out);
            }
        }
    }

    private static void end(Span span, PrintStream out) {
        span.close();
        out.println(new Said("E", span.id()));
    }

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

    static Process start(URI url, Path directory, OpperApiVersion version, int spansPerSecond) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-Xmx256m", "-cp", System.getProperty("java.class.path"),
                PipelineChild.class.getName(), url.toString(), directory.toString(), version.name(),
                String.valueOf(spansPerSecond))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    }

    /**
     * Lets a process speak for a while, as long as the machine has time for it, and kills
     * it in the middle of its work.
     */
    static Killed kill(Process child, String first, Duration after) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add(first);
        long until = Said.of(first).ticks() + after.toMillis();
        while (Said.of(lines.get(lines.size() - 1)).ticks() < until) {
            lines.add(child.inputReader().readLine());
        }
        long millis = System.currentTimeMillis();
        // Not through the process itself, which would close the stream that is still
        // read.
        child.toHandle().destroyForcibly();
        for (String line = child.inputReader().readLine(); line != null; line = child.inputReader().readLine()) {
            lines.add(line);
        }
        child.waitFor();
        return new Killed(lines.stream().filter((line) -> line.split(" ", -1).length == 4).map(Said::of).toList(),
                millis);
    }

    /**
     * What a process did before its death.
     *
     * @param said what it said, in order
     * @param millis when it was killed
     */
    record Killed(List<Said> said, long millis) {

        /** Spans that ended so long before the kill. */
        List<UUID> endedBefore(long marginMillis) {
            long ticks = this.said.stream()
                .filter((each) -> each.millis() <= this.millis)
                .mapToLong(Said::ticks)
                .max()
                .orElse(0);
            return this.said.stream()
                .filter((each) -> each.what().equals("E") && each.millis() <= this.millis - marginMillis
                        && each.ticks() <= ticks - marginMillis)
                .map(Said::id)
                .toList();
        }

        UUID agent() {
            return this.said.get(0).id();
        }

    }

    /**
     * Something that happened in the process.
     *
     * @param what E for a span that ended, O for one that runs on
     * @param id the span
     * @param millis when, at the latest
     * @param ticks how many milliseconds the machine had had for the process by then
     */
    record Said(String what, UUID id, long millis, long ticks) {

        static Said of(String line) {
            String[] words = line.split(" ", -1);
            return new Said(words[0], UUID.fromString(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
        }

        Said(String what, UUID id) {
            this(what, id, System.currentTimeMillis(), TICKS.get());
        }

        @Override
        public String toString() {
            return this.what + " " + this.id + " " + this.millis + " " + this.ticks;
        }

    }

}
