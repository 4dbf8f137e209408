// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What the log has not been told yet about problems and drops: at most one line a minute,
 * and none without something new. Nobody is woken for it; whoever has something to do
 * anyway asks whether a line is due. Any thread.
 */
final class Totals {

    static final Duration PAUSE = Duration.ofMinutes(1);

    /** So that asking costs no more than reading a clock. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** What the first explanation of a problem tells of drops. */
    private static final Map<Problem, Drop> EXPLAINS = Map.of(Problem.BUFFER_FULL, Drop.MEMORY_FULL,
            Problem.EXPORT_EXPIRED, Drop.TTL, Problem.STOPPED_BEFORE_SENT, Drop.SHUTDOWN, Problem.RECORDED_AFTER_STOP,
            Drop.SHUTDOWN, Problem.SPOOL_OVERFLOWED, Drop.SPOOL_FULL, Problem.SPOOL_DAMAGED, Drop.DISK_ERROR);

    private final Tally<Problem> problems;

    private final Ledger ledger;

    private final LongSupplier nanoTime;

    private final Map<Problem, Long> toldProblems = new EnumMap<>(Problem.class);

    private final Map<Drop, Long> toldDrops = new EnumMap<>(Drop.class);

    private final AtomicLong nextLookNanos;

    private long toldNanos;

    Totals(Tally<Problem> problems, Ledger ledger, LongSupplier nanoTime) {
        this.problems = problems;
        this.ledger = ledger;
        this.nanoTime = nanoTime;
        this.toldNanos = nanoTime.getAsLong();
        this.nextLookNanos = new AtomicLong(this.toldNanos + PAUSE.toNanos());
    }

    /**
     * One case of a problem has been explained, so that is known. What was not known
     * before has just been asked for.
     */
    synchronized void explained(Problem problem) {
        long told = this.toldProblems.getOrDefault(problem, 0L);
        this.toldProblems.put(problem, Math.min(told + 1, this.problems.get(problem)));
        Drop drop = EXPLAINS.get(problem);
        if (drop != null) {
            this.toldDrops.put(drop, this.ledger.dropped(drop));
        }
        long now = this.nanoTime.getAsLong();
        if (now - this.toldNanos >= PAUSE.toNanos()) {
            told(now);
        }
    }

    /** The line that is due now, or {@code null}. */
    @Nullable String due() {
        long now = this.nanoTime.getAsLong();
        long next = this.nextLookNanos.get();
        boolean looks = now - next >= 0 && this.nextLookNanos.compareAndSet(next, now + LOOK.toNanos());
        return looks ? news(now) : null;
    }

    /** The line that tells the rest, whenever the last one was, or {@code null}. */
    @Nullable String rest() {
        return news(this.nanoTime.getAsLong());
    }

    private synchronized @Nullable String news(long nowNanos) {
        List<String> parts = new ArrayList<>();
        List<String> newProblems = newProblems();
        if (!newProblems.isEmpty()) {
            parts.add("problems " + String.join(", ", newProblems));
        }
        List<String> newDrops = newDrops();
        if (!newDrops.isEmpty()) {
            parts.add("dropped spans and metrics " + String.join(", ", newDrops));
        }
        if (parts.isEmpty()) {
            return null;
        }
        String line = "In the last " + readable(nowNanos - this.toldNanos) + ": " + String.join("; ", parts)
                + ". Each kind of problem was explained when it came first; DEBUG shows every case.";
        told(nowNanos);
        return line;
    }

    private void told(long nowNanos) {
        this.toldNanos = nowNanos;
        this.nextLookNanos.set(nowNanos + PAUSE.toNanos());
    }

    private List<String> newProblems() {
        List<String> all = new ArrayList<>();
        for (Problem problem : Problem.values()) {
            add(all, problem.label(), problem, this.problems.get(problem), this.toldProblems);
        }
        return all;
    }

    private List<String> newDrops() {
        List<String> all = new ArrayList<>();
        for (Drop reason : Drop.values()) {
            add(all, reason.label(), reason, this.ledger.dropped(reason), this.toldDrops);
        }
        return all;
    }

    private static <K> void add(List<String> all, String label, K kind, long count, Map<K, Long> told) {
        long news = count - told.getOrDefault(kind, 0L);
        if (news > 0) {
            told.put(kind, count);
            all.add(label + ' ' + news + " (" + count + " in all)");
        }
    }

    private static String readable(long nanos) {
        Duration time = Duration.ofNanos(nanos);
        return (time.toHours() < 2) ? (time.toMinutes() < 2) ? time.toSeconds() + " s" : time.toMinutes() + " min"
                : time.toHours() + " h";
    }

}
