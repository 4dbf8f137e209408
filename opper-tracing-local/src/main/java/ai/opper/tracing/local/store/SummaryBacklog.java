// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.opper.tracing.local.store.Group.Touched;

/**
 * The traces that got spans since their summaries were written. While spans keep coming,
 * one summary is written for several of a trace. Only for a database that nobody else
 * writes to; who reads lets the writer catch up before. Used by the thread that writes
 * alone, but for {@link #isEmpty()}.
 */
final class SummaryBacklog {

    /** So many spans at most are ahead of their summaries, but for those of one group. */
    static final int MOST_SPANS = 5000;

    static final long LONGEST_MILLIS = 150;

    private final Map<Long, Touched> traces = new LinkedHashMap<>();

    private final boolean alone;

    private volatile boolean empty = true;

    private int spans;

    private long cleared = System.nanoTime() - LONGEST_MILLIS * 1_000_000;

    SummaryBacklog(Dialect dialect) {
        this.alone = dialect == Dialect.H2;
    }

    /** Whether summaries may wait; with few spans, none has been written lately. */
    boolean isOpen() {
        return this.alone && this.spans < MOST_SPANS && System.nanoTime() - this.cleared < LONGEST_MILLIS * 1_000_000;
    }

    boolean isEmpty() {
        return this.empty;
    }

    /** Adds traces, once their spans are stored. */
    void add(List<Touched> touched) {
        for (Touched trace : touched) {
            this.spans += trace.added().size();
            Touched before = this.traces.get(trace.no());
            if (before != null) {
                trace.follow(before);
            }
            this.traces.put(trace.no(), trace);
        }
        this.empty = this.traces.isEmpty();
    }

    /** Lets a group write the summaries, too. */
    void addTo(Group group) {
        this.traces.values().forEach((trace) -> group.touch(trace.no(), trace.id()).follow(trace));
    }

    /** Forgets all traces: their summaries are written. */
    List<Touched> clear() {
        List<Touched> all = new ArrayList<>(this.traces.values());
        this.traces.clear();
        this.spans = 0;
        this.cleared = System.nanoTime();
        this.empty = true;
        return all;
    }

}
