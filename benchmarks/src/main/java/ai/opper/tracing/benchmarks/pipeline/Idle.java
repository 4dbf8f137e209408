// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;

/**
 * P10: what an application pays that records nothing: threads, wake-ups and connections.
 * Reads {@code /proc}, so it needs Linux.
 */
public final class Idle implements Scenario {

    private static final Path TASKS = Path.of("/proc/self/task");

    /** Threads of the JVM, which come and go as they like. */
    private static final Pattern OF_THE_JVM = Pattern
        .compile("(C[12] Compiler|GC Thread|G1 |VM |Cleaner|Attach|Sweeper|Common|Signal|Finalizer|Reference|Notif"
                + "|Service|Monitor|process reaper).*");

    private static final String ESTABLISHED = "01";

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        Duration watched = options.duration("watch", "10s");
        Duration idle = options.duration("idle", "30s");
        int spans = options.number("spans", 500);
        options.checkAllUsed();
        try (Stub stub = Stub.start()) {
            Set<String> before = Set.copyOf(wakeUps().keySet());
            try (Pipeline pipeline = new Pipeline(stub.url(), Pipeline.Settings.DEFAULT)) {
                score.exactly("P11 threads before the first span", own(before).size(), 0);
                for (int i = 0; i < spans; i++) {
                    pipeline.send(Stamps.now());
                }
                pipeline.awaitSettled(Duration.ofSeconds(10));
                long settled = System.nanoTime();
                score.fact("connections after " + spans + " spans", "%d", connections(stub.url()));
                Pauses.of(Duration.ofSeconds(1));
                Map<String, Long> start = own(before);
                Pauses.of(watched);
                Map<String, Long> end = own(before);
                score.atMost("P10 own threads", end.size(), 2, "");
                end.forEach((task, count) -> score.fact("  wake-ups of " + task.substring(task.indexOf(' ') + 1), "%d",
                        count - start.getOrDefault(task, 0L)));
                long wakeUps = end.entrySet()
                    .stream()
                    .mapToLong((entry) -> entry.getValue() - start.getOrDefault(entry.getKey(), 0L))
                    .sum();
                score.exactly("P10 wake-ups in " + watched.toSeconds() + " s, after 1 s", wakeUps, 0);
                Pauses.until(settled + idle.toNanos() + Duration.ofSeconds(1).toNanos());
                score.atMost("P10 connections after " + idle.toSeconds() + " s", connections(stub.url()), 1, "");
            }
            Pauses.of(Duration.ofSeconds(1));
            Set<String> left = own(before).keySet();
            score.fact("threads after the stop", "%s", left);
            score.exactly("threads of the library after the stop",
                    left.stream().filter((task) -> task.contains(" opper")).count(), 0);
        }
    }

    private static Map<String, Long> own(Set<String> before) throws IOException {
        Map<String, Long> now = wakeUps();
        now.keySet().removeAll(before);
        now.keySet().removeIf((task) -> OF_THE_JVM.matcher(task.substring(task.indexOf(' ') + 1)).matches());
        return now;
    }

    /** How often each thread was given a processor, by its number and name. */
    private static Map<String, Long> wakeUps() throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                try {
                    String name = Files.readString(task.resolve("comm")).strip();
                    String[] times = Files.readString(task.resolve("schedstat")).strip().split(" ", -1);
                    counts.put(task.getFileName() + " " + name, Long.parseLong(times[2]));
                }
                catch (IOException ended) {
                    // The thread has ended meanwhile.
                }
            }
        }
        return counts;
    }

    /** Established connections of this process to a port. */
    private static int connections(URI server) throws IOException {
        String remotePort = String.format(Locale.ROOT, ":%04X", server.getPort());
        int count = 0;
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[2].endsWith(remotePort) && fields[3].equals(ESTABLISHED)) {
                    count++;
                }
            }
        }
        return count;
    }

}
