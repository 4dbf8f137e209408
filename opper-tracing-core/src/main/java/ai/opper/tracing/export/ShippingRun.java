// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.buffer.Item;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.ShippingStatus.Figures;
import ai.opper.tracing.export.ShippingThread.Rest;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.spool.Spool;
import ai.opper.tracing.spool.SpoolStatus;

/**
 * The shipping between a start and the next stop: one thread and what only it touches.
 */
final class ShippingRun implements Runnable, SpanBuffer.Consumer {

    /** So that requests are made even while spans come without a pause. */
    private static final int MAX_TAKEN_AT_ONCE = 1_000;

    private static final long PAUSE_AFTER_DEFECT_NANOS = Duration.ofMillis(50).toNanos();

    /** What of the time to stop is kept for closing the exporter. */
    private static final Duration MAX_CLOSING = Duration.ofMillis(500);

    private static final int CLOSING_SHARE = 4;

    /** How much of the time to stop is there for writing everything to the disk. */
    private static final Duration SYNCING = Duration.ofMillis(100);

    /**
     * Where something has come more is expected, and nobody need wake the thread for it.
     */
    private static final long GLANCE_NANOS = Duration.ofMillis(1).toNanos();

    private final SpanBuffer buffer;

    private final Supplier<? extends SpanExporter> exporters;

    private final ShippingSettings settings;

    private final Problems problems;

    private final ShippingThread thread = new ShippingThread();

    private final CountDownLatch ended = new CountDownLatch(1);

    private final Flushes flushes = new Flushes();

    private final @Nullable Spool spool;

    private final Safekeeping keeping;

    private final @Nullable Overflow overflow;

    /** Whether the spool has something that it was not known to have. */
    private final AtomicBoolean spoolWaits = new AtomicBoolean();

    private final ShippingPlan plan;

    private final Throttle throttle;

    private final Dispatch dispatch;

    /** Whether everything that can go has been asked to go, for the last time. */
    private boolean draining;

    private long lastItemNanos = System.nanoTime() - GLANCE_NANOS;

    private volatile List<SpanNode> running = List.of();

    private volatile Figures figures;

    private volatile boolean stopping;

    private volatile boolean abandoned;

    ShippingRun(SpanBuffer buffer, Supplier<? extends SpanExporter> exporters, @Nullable Spool spool,
            ShippingSettings settings, Ledger ledger, DeadLetters deadLetters, Journal journal, Problems problems) {
        this.buffer = buffer;
        this.exporters = exporters;
        this.settings = settings;
        this.problems = problems;
        this.figures = Figures.nothing(settings.maxConcurrency());
        long now = System.nanoTime();
        this.spool = spool;
        this.keeping = new Safekeeping(spool);
        this.plan = new ShippingPlan(settings.hold().toNanos(), ledger, buffer::release, this.keeping, now);
        Runnable wakeUp = () -> this.thread.wake(Rest.GLANCING);
        this.overflow = (spool != null) ? new Overflow(spool, this.plan, this.keeping, buffer, wakeUp, now) : null;
        RandomGenerator random = new SplittableRandom();
        this.throttle = new Throttle(settings.maxConcurrency(), random, now);
        this.dispatch = new Dispatch(this.throttle, random, this.plan, deadLetters, journal, problems, wakeUp);
    }

    /** Names spans of an earlier run that run on. Before anything begins. */
    void expect(List<SpanNode> runningSpans) {
        this.plan.expect(runningSpans);
    }

    /** Begins as soon as the spool has something from before. */
    void watchSpool() {
        if (this.spool != null) {
            this.spool.whenWaiting(() -> {
                if (this.spoolWaits.compareAndSet(false, true)) {
                    itemAdded(true);
                }
            });
        }
    }

    /** The spans that run on after the stop, and that something in the spool needs. */
    List<SpanNode> running() {
        return this.running;
    }

    @Override
    public void itemAdded(boolean urgent) {
        if (!this.thread.begin(this, "SpanShipper", this.problems)) {
            this.thread.wake(urgent ? Rest.NAPPING : Rest.IDLE);
        }
    }

    @Override
    public void run() {
        SpanExporter exporter = null;
        Drop fate = Drop.SHUTDOWN;
        try {
            exporter = (this.spool != null) ? new StartingExporter(this.exporters, this.problems)
                    : this.exporters.get();
            ship(exporter);
        }
        catch (Throwable ex) {
            fate = Drop.FAILED;
            this.problems.report(Problem.RECORDING_FAILED, "SpanShipper",
                    "the exporter could not be made, so that nothing is exported", ex);
        }
        finally {
            conclude(fate);
            close(exporter);
            this.ended.countDown();
        }
    }

    private void ship(SpanExporter exporter) {
        while (!isOver()) {
            guardedStep(exporter);
        }
    }

    /** When a closed gate is what is left there is nothing to wait for. */
    private boolean isOver() {
        return this.abandoned || (this.draining && (this.throttle.gate() != GateState.OPEN || isDone()));
    }

    private boolean isDone() {
        return this.throttle.isIdle() && this.buffer.isEmpty() && this.plan.hasNothingToSend();
    }

    /** A defect costs what it hit and not the thread. */
    private void guardedStep(SpanExporter exporter) {
        try {
            step(exporter);
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, "SpanShipper", "a step of the shipping failed", ex);
            LockSupport.parkNanos(PAUSE_AFTER_DEFECT_NANOS);
        }
    }

    private void step(SpanExporter exporter) {
        long now = System.nanoTime();
        this.dispatch.takeAnswers(now);
        boolean allTaken = takeIn(now, MAX_TAKEN_AT_ONCE);
        this.plan.advance(now);
        this.spoolWaits.set(false);
        if (this.overflow != null && !this.draining) {
            this.overflow.step(exporter, isOpen(), now);
        }
        beginFlushes(now);
        this.dispatch.sendReady(exporter, now);
        this.flushes.finish(this.plan);
        this.plan.openings().finish(isOpen());
        this.figures = Figures.of(this.plan, this.throttle, now);
        this.problems.remind();
        if (allTaken && !isOver() && !hasMoreThanItems()) {
            rest();
        }
    }

    private boolean isOpen() {
        return this.throttle.gate() == GateState.OPEN;
    }

    /** With a spool, what comes has to be written within milliseconds. */
    private void rest() {
        long nanos = restNanos();
        if (System.nanoTime() - this.lastItemNanos < GLANCE_NANOS) {
            this.thread.sleep(Math.min(nanos, GLANCE_NANOS), Rest.GLANCING, this::hasMoreThanItems);
        }
        else {
            boolean idle = this.overflow != null || nanos == Long.MAX_VALUE;
            this.thread.sleep(nanos, idle ? Rest.IDLE : Rest.NAPPING, this::hasWork);
        }
    }

    /** Returns whether that was all. */
    private boolean takeIn(long now, int max) {
        int taken = 0;
        for (Item item = this.buffer.poll(); item != null; item = (++taken < max) ? this.buffer.poll() : null) {
            this.plan.accept(item, now);
            this.lastItemNanos = now;
        }
        return taken < max;
    }

    /** What was recorded before a flush was asked for is taken in before it begins. */
    private void beginFlushes(long now) {
        boolean last = this.stopping;
        List<CompletableFuture<Void>> requests = this.flushes.take();
        if (requests.isEmpty() && !last) {
            return;
        }
        takeIn(now, Integer.MAX_VALUE);
        this.flushes.begin(requests, this.plan.flush(now));
        if (last) {
            if (this.spool != null) {
                this.spool.sync(SYNCING);
            }
            this.plan.stopRetrying();
            this.throttle.hurry();
            this.draining = true;
        }
    }

    private boolean hasWork() {
        return !this.buffer.isEmpty() || hasMoreThanItems();
    }

    private boolean hasMoreThanItems() {
        return this.dispatch.hasAnswers() || this.flushes.areRequested() || this.abandoned
                || (this.stopping && !this.draining) || (this.overflow != null && this.overflow.hasArrivals())
                || (this.spoolWaits.get() && !this.draining);
    }

    private long restNanos() {
        long now = System.nanoTime();
        long due = Math.min(this.plan.nextDueNanos(now), this.dispatch.untilNext(now));
        if (this.overflow != null && !this.draining) {
            due = Math.min(due, this.overflow.restNanos(isOpen(), now));
        }
        boolean nothingWaits = due == Long.MAX_VALUE && this.throttle.isIdle();
        return nothingWaits ? Long.MAX_VALUE : Math.max(1, Math.min(due, this.settings.flushInterval().toNanos()));
    }

    @Nullable SpoolStatus spoolStatus() {
        return (this.spool != null) ? this.spool.status() : null;
    }

    /** Whether nothing is shipped any more, stopped or not. */
    boolean hasEnded() {
        return this.ended.getCount() == 0;
    }

    Figures figures() {
        return this.figures;
    }

    void flush(Duration timeout) {
        if (!this.thread.hasBegun() || this.thread.isCurrent()) {
            return;
        }
        CompletableFuture<Void> done = this.flushes.request();
        this.thread.wake(Rest.GLANCING);
        Flushes.await(done, timeout);
    }

    void stop() {
        this.stopping = true;
        if (this.thread.forgo()) {
            conclude(Drop.SHUTDOWN);
            return;
        }
        this.thread.wake(Rest.GLANCING);
        if (!this.thread.isCurrent()) {
            awaitEnd(System.nanoTime() + this.settings.shutdownTimeout().toNanos());
        }
    }

    private void awaitEnd(long deadlineNanos) {
        try {
            if (!this.ended.await(deadlineNanos - closingNanos() - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                abandon();
            }
            this.ended.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            this.thread.join(deadlineNanos - System.nanoTime());
        }
        catch (InterruptedException ex) {
            abandon();
            Thread.currentThread().interrupt();
        }
    }

    private long closingNanos() {
        Duration share = this.settings.shutdownTimeout().dividedBy(CLOSING_SHARE);
        return ((share.compareTo(MAX_CLOSING) < 0) ? share : MAX_CLOSING).toNanos();
    }

    private void abandon() {
        this.abandoned = true;
        this.thread.wake(Rest.GLANCING);
    }

    /** Nothing is sent any more: whatever has no fate gets one. */
    private void conclude(Drop fate) {
        this.buffer.disconnect(this, fate);
        if (this.spool != null) {
            this.running = this.plan.running();
        }
        int kept = (this.spool != null) ? this.spool.releaseAll() : 0;
        int left = this.plan.abandonAll(fate, kept) + this.buffer.discardAll();
        this.figures = Figures.nothing(this.settings.maxConcurrency());
        if (left > 0 && fate == Drop.SHUTDOWN) {
            this.problems.report(Problem.STOPPED_BEFORE_SENT, "Export",
                    left + " spans and metrics were still waiting when the application stopped", null);
        }
        this.flushes.close();
        this.plan.openings().finish(false);
    }

    private void close(@Nullable SpanExporter exporter) {
        if (exporter == null) {
            return;
        }
        try {
            exporter.close();
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, "SpanShipper", "the exporter could not be closed", ex);
        }
    }

}
