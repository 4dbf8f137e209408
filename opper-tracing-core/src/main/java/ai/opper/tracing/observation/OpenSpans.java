// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;

/**
 * Knows the spans that have not ended, so that none stays open for ever: those that are
 * too old are closed as abandoned, and the oldest ones when memory gets short. Looks at
 * them on a thread of its own, which ends a while after the last span.
 */
final class OpenSpans implements AutoCloseable {

    private static final int STRIPES = 16;

    /** From here on the oldest have to make room. */
    private static final double CROWDED = 0.75;

    /** They make so much of it. */
    private static final double ROOMY = 0.6;

    /** So that those that cannot be closed are not looked at all the time. */
    private static final Duration PAUSE_WHEN_FULL = Duration.ofMillis(10);

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    /** A thread that has nothing to watch over ends after so long. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private static final int LOOKS_PER_AGE = 10;

    private final OpenSpanLimits limits;

    private final Problems problems;

    private final Stripe[] stripes = new Stripe[STRIPES];

    private final AtomicLong bytes = new AtomicLong();

    private final AtomicBoolean makingRoom = new AtomicBoolean();

    private @Nullable ScheduledThreadPoolExecutor watcher;

    /** Whether a look is planned. Written with the lock of this. */
    private volatile boolean watching;

    private boolean closed;

    OpenSpans(OpenSpanLimits limits, Problems problems) {
        this.limits = limits;
        this.problems = problems;
        for (int index = 0; index < STRIPES; index++) {
            this.stripes[index] = new Stripe();
        }
    }

    /** Whether one more span may be opened; if not, the oldest are asked to make room. */
    boolean hasRoom() {
        boolean room = this.bytes.get() < this.limits.maxBytes();
        if (!room) {
            makeRoomSoon(PAUSE_WHEN_FULL);
        }
        return room;
    }

    /** Watches over a span until {@link Entry#remove()}. */
    Entry add(RecordingSpan span, int bytes) {
        Entry entry = new Entry(this, this.stripes[(int) (span.id().getLeastSignificantBits() & (STRIPES - 1))], span);
        entry.stripe.append(entry);
        entry.grow(bytes);
        if (!this.watching) {
            beginToWatch();
        }
        return entry;
    }

    private synchronized void beginToWatch() {
        if (!this.closed && !this.watching && !isEmpty()) {
            Duration pause = this.limits.maxAge().dividedBy(LOOKS_PER_AGE);
            Duration bounded = (pause.compareTo(LONGEST_LOOK) < 0) ? pause : LONGEST_LOOK;
            ScheduledThreadPoolExecutor running = watcher();
            Future<?> unused = running.schedule(() -> watch(running), bounded.toNanos(), TimeUnit.NANOSECONDS);
            this.watching = true;
        }
    }

    private synchronized boolean schedule(Runnable work, Duration pause) {
        if (this.closed) {
            return false;
        }
        Future<?> unused = watcher().schedule(work, pause.toNanos(), TimeUnit.NANOSECONDS);
        return true;
    }

    private ScheduledThreadPoolExecutor watcher() {
        ScheduledThreadPoolExecutor running = this.watcher;
        if (running == null) {
            running = new ScheduledThreadPoolExecutor(1, (work) -> {
                Thread thread = new Thread(work, "opper-open-spans");
                thread.setDaemon(true);
                return thread;
            });
            running.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            running.setKeepAliveTime(KEEP_ALIVE.toNanos(), TimeUnit.NANOSECONDS);
            running.allowCoreThreadTimeOut(true);
            this.watcher = running;
        }
        return running;
    }

    private void watch(ScheduledThreadPoolExecutor running) {
        try {
            abandonOld();
        }
        finally {
            watchAgain(running);
        }
    }

    /** Unless it was stopped meanwhile; then those who start it look themselves. */
    private synchronized void watchAgain(ScheduledThreadPoolExecutor running) {
        if (running == this.watcher) {
            this.watching = false;
            beginToWatch();
        }
    }

    private boolean isEmpty() {
        for (Stripe stripe : this.stripes) {
            if (!stripe.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void abandonOld() {
        long now = System.nanoTime();
        List<RecordingSpan> open = oldestFirst();
        Set<SpanNode> tooOld = Collections.newSetFromMap(new IdentityHashMap<>());
        for (RecordingSpan span : open) {
            if (now - span.startNanoTime() > this.limits.maxAge().toNanos() || isBelow(tooOld, span)) {
                tooOld.add(span);
            }
        }
        for (int index = open.size() - 1; index >= 0; index--) {
            RecordingSpan span = open.get(index);
            if (tooOld.contains(span)) {
                abandon(span, "was open for longer than " + this.limits.maxAge());
            }
        }
    }

    private static boolean isBelow(Set<SpanNode> tooOld, RecordingSpan span) {
        return span.parent() instanceof RecordingSpan parent && (tooOld.contains(parent) || parent.isAbandoned());
    }

    private void grew(long added) {
        if (this.bytes.addAndGet(added) > CROWDED * this.limits.maxBytes()) {
            makeRoomSoon(Duration.ZERO);
        }
    }

    private void makeRoomSoon(Duration pause) {
        if (this.makingRoom.get() || !this.makingRoom.compareAndSet(false, true)) {
            return;
        }
        if (!schedule(this::makeRoom, pause)) {
            this.makingRoom.set(false);
        }
    }

    /** A span that something runs inside of is the last that anybody has forgotten. */
    private void makeRoom() {
        try {
            List<RecordingSpan> open = oldestFirst();
            Set<SpanNode> parents = Collections.newSetFromMap(new IdentityHashMap<>());
            open.forEach((span) -> parents.add(span.parent()));
            for (RecordingSpan span : open) {
                if (this.bytes.get() <= ROOMY * this.limits.maxBytes()) {
                    return;
                }
                if (!parents.contains(span)) {
                    abandon(span, "was the oldest when there was no room for more open spans");
                }
            }
        }
        finally {
            this.makingRoom.set(false);
        }
    }

    private List<RecordingSpan> oldestFirst() {
        List<RecordingSpan> open = new ArrayList<>();
        for (Stripe stripe : this.stripes) {
            stripe.copyTo(open);
        }
        long now = System.nanoTime();
        open.sort(Comparator.comparingLong((span) -> span.startNanoTime() - now));
        return open;
    }

    private void abandon(RecordingSpan span, String reason) {
        if (span.abandon()) {
            this.problems.report(Problem.SPAN_ABANDONED, span.name(), "a span " + reason, null);
        }
    }

    /** Stops watching until {@link #start()}; spans may be opened and end meanwhile. */
    @Override
    public synchronized void close() {
        this.closed = true;
        if (this.watcher != null) {
            this.watcher.shutdownNow();
            this.watcher = null;
        }
        this.watching = false;
        this.makingRoom.set(false);
    }

    /** Watches again after {@link #close()}, also over what was opened meanwhile. */
    synchronized void start() {
        this.closed = false;
        beginToWatch();
    }

    /** Spans that are open, the oldest first. */
    private static final class Stripe {

        private @Nullable Entry first;

        private @Nullable Entry last;

        synchronized boolean isEmpty() {
            return this.first == null;
        }

        synchronized void append(Entry entry) {
            Entry before = this.last;
            entry.before = before;
            this.last = entry;
            if (before == null) {
                this.first = entry;
            }
            else {
                before.after = entry;
            }
        }

        synchronized void remove(Entry entry) {
            Entry before = entry.before;
            Entry after = entry.after;
            if (before == null) {
                this.first = after;
            }
            else {
                before.after = after;
            }
            if (after == null) {
                this.last = before;
            }
            else {
                after.before = before;
            }
            entry.before = null;
            entry.after = null;
        }

        synchronized void copyTo(List<RecordingSpan> spans) {
            for (Entry entry = this.first; entry != null; entry = entry.after) {
                spans.add(entry.span);
            }
        }

    }

    /** A span's place among those that are open. Guarded by the lock of its span. */
    static final class Entry {

        private final OpenSpans owner;

        private final Stripe stripe;

        private final RecordingSpan span;

        private @Nullable Entry before;

        private @Nullable Entry after;

        private int bytes;

        Entry(OpenSpans owner, Stripe stripe, RecordingSpan span) {
            this.owner = owner;
            this.stripe = stripe;
            this.span = span;
        }

        /** Takes note of how much memory the span takes by now. */
        void grow(int bytes) {
            int added = bytes - this.bytes;
            this.bytes = bytes;
            if (added != 0) {
                this.owner.grew(added);
            }
        }

        /** The span has ended. Called once. */
        void remove() {
            this.stripe.remove(this);
            this.owner.bytes.addAndGet(-this.bytes);
        }

    }

}
