// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * The requests that can be made, now or after a pause, in two lanes: what is new, and
 * what waits for another attempt or has waited for long. When both have work each gets
 * half of the requests under way, in turn when there is one at a time, so that after an
 * outage new spans are not stuck behind old ones, nor old ones behind new ones. Only for
 * the shipping thread.
 */
final class Lanes {

    /** How long a span counts as new. */
    static final long NEW_NANOS = Duration.ofSeconds(5).toNanos();

    /** So many that are not needed are kept, rather than look through all the time. */
    private static final int MAX_UNNEEDED = 1_000;

    private final Deque<Task> live = new ArrayDeque<>();

    private final Deque<Task> backlog = new ArrayDeque<>();

    private final PriorityQueue<Later> retries = new PriorityQueue<>(Comparator.comparingLong(Later::dueNanos));

    private int liveUnderWay;

    private int backlogUnderWay;

    private boolean liveWasLast;

    private int unneeded;

    private long nowNanos;

    Lanes(long nowNanos) {
        this.nowNanos = nowNanos;
    }

    /** Puts a request in line. */
    void add(Task task) {
        (isNew(task) ? this.live : this.backlog).add(task);
    }

    /** Puts a request in line that is to be made again. */
    void add(Task task, long dueNanos) {
        this.retries.add(new Later(task, dueNanos));
    }

    private boolean isNew(Task task) {
        return task.attempts == 0 && this.nowNanos - task.sinceNanos() <= NEW_NANOS;
    }

    /** Brings up whose pause is over. */
    void advance(long now) {
        this.nowNanos = now;
        while (!this.retries.isEmpty() && this.retries.peek().dueNanos() - now <= 0) {
            this.backlog.add(this.retries.remove().task());
        }
        for (Task oldest = this.live.peek(); oldest != null && !isNew(oldest); oldest = this.live.peek()) {
            this.backlog.add(this.live.remove());
        }
    }

    /**
     * Notes that one that is in line is not needed any more. During an outage nothing is
     * taken out, so that these are removed when they are half of all.
     */
    void noteUnneeded() {
        this.unneeded++;
        if (this.unneeded > Math.max(MAX_UNNEEDED, size() / 2)) {
            this.unneeded = 0;
            this.live.removeIf((task) -> !task.isNeeded());
            this.backlog.removeIf((task) -> !task.isNeeded());
            this.retries.removeIf((later) -> !later.task().isNeeded());
        }
    }

    void endPauses() {
        while (!this.retries.isEmpty()) {
            this.backlog.add(this.retries.remove().task());
        }
    }

    /** Whatever waits now is not new any more. */
    void makeOld() {
        this.backlog.addAll(this.live);
        this.live.clear();
    }

    /**
     * Takes the next request out; it is under way until {@link #returned}.
     * @param mayBeOld whether it may be one of the backlog
     */
    @Nullable Task next(boolean mayBeOld) {
        int difference = this.liveUnderWay - this.backlogUnderWay;
        boolean preferLive = (difference != 0) ? difference < 0 : !this.liveWasLast;
        boolean fromLive = !mayBeOld || (!this.live.isEmpty() && (preferLive || this.backlog.isEmpty()));
        Task task = fromLive ? this.live.poll() : this.backlog.poll();
        if (task != null) {
            task.fromBacklog = !fromLive;
            this.liveWasLast = fromLive;
            count(task, 1);
        }
        return task;
    }

    void returned(Task task) {
        count(task, -1);
    }

    private void count(Task task, int change) {
        if (task.fromBacklog) {
            this.backlogUnderWay += change;
        }
        else {
            this.liveUnderWay += change;
        }
    }

    boolean isEmpty() {
        return this.live.isEmpty() && this.backlog.isEmpty() && this.retries.isEmpty();
    }

    boolean hasNew() {
        return !this.live.isEmpty();
    }

    boolean hasReady() {
        return !this.live.isEmpty() || !this.backlog.isEmpty();
    }

    int size() {
        return this.live.size() + backlogSize();
    }

    int backlogSize() {
        return this.backlog.size() + this.retries.size();
    }

    /** How long until a pause is over; {@link Long#MAX_VALUE} when there is none. */
    long untilNextDue(long now) {
        Later next = this.retries.peek();
        return (next != null) ? Math.max(0, next.dueNanos() - now) : Long.MAX_VALUE;
    }

    /**
     * A request that will be made again.
     *
     * @param task the request
     * @param dueNanos when
     */
    private record Later(Task task, long dueNanos) {
    }

}
