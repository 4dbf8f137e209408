// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.buffer.Item;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * The shipping between a start and the next stop: one thread and what only it touches.
 */
final class ShippingRun implements Runnable {

    private static final Duration NO_ANSWER_YET = Duration.ofMillis(500);

    private final SpanBuffer buffer;

    private final Supplier<? extends SpanExporter> exporters;

    private final ShippingSettings settings;

    private final Ledger ledger;

    private final Problems problems;

    private final ShippingThread thread = new ShippingThread();

    private final AtomicBoolean begun = new AtomicBoolean();

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    private final Queue<CompletableFuture<Void>> flushRequests = new ConcurrentLinkedQueue<>();

    private final List<Flush> flushes = new ArrayList<>();

    private final RetryBackoff backoff = new RetryBackoff(ThreadLocalRandom.current());

    private final ShippingPlan plan;

    private int underWay;

    /** Whether everything that can go has been asked to go, for the last time. */
    private boolean draining;

    private volatile boolean stopping;

    private volatile boolean abandoned;

    ShippingRun(SpanBuffer buffer, Supplier<? extends SpanExporter> exporters, ShippingSettings settings, Ledger ledger,
            Problems problems) {
        this.buffer = buffer;
        this.exporters = exporters;
        this.settings = settings;
        this.ledger = ledger;
        this.problems = problems;
        this.plan = new ShippingPlan(settings.hold().toNanos(), ledger, buffer::release);
    }

    void itemAdded(boolean urgent) {
        if (!this.begun.get() && this.begun.compareAndSet(false, true)) {
            this.thread.start(this);
        }
        else {
            this.thread.wake(urgent);
        }
    }

    @Override
    public void run() {
        try (SpanExporter exporter = this.exporters.get()) {
            while (!isOver()) {
                guardedStep(exporter);
            }
        }
        catch (RuntimeException | LinkageError ex) {
            this.problems.report(Problem.RECORDING_FAILED, "SpanShipper", "the shipping thread failed", ex);
        }
        finally {
            finishFlushes(true);
            countRemainder();
        }
    }

    private boolean isOver() {
        boolean done = this.draining && this.underWay == 0 && this.buffer.isEmpty() && this.plan.hasNothingToSend();
        return this.abandoned || done;
    }

    /** A defect costs what it hit and not the thread. */
    private void guardedStep(SpanExporter exporter) {
        try {
            step(exporter);
        }
        catch (RuntimeException ex) {
            this.problems.report(Problem.RECORDING_FAILED, "SpanShipper", "a step of the shipping failed", ex);
        }
    }

    private void step(SpanExporter exporter) {
        long now = System.nanoTime();
        takeIn(now);
        this.plan.advance(now);
        beginFlushes();
        sendReady(exporter);
        finishFlushes(false);
        if (!isOver() && !hasWork()) {
            this.thread.sleep(restNanos(), this::hasWork);
        }
    }

    private void takeIn(long now) {
        for (Answer answer = this.answers.poll(); answer != null; answer = this.answers.poll()) {
            this.underWay--;
            handle(answer, now);
        }
        for (Item item = this.buffer.poll(); item != null; item = this.buffer.poll()) {
            this.plan.accept(item, now);
        }
    }

    private void beginFlushes() {
        for (CompletableFuture<Void> request = this.flushRequests.poll(); request != null; request = this.flushRequests
            .poll()) {
            this.flushes.add(new Flush(this.plan.flush(), request));
        }
        if (this.stopping) {
            this.plan.flush();
            this.plan.stopRetrying();
            this.draining = true;
        }
    }

    private void sendReady(SpanExporter exporter) {
        while (this.underWay < this.settings.maxConcurrency()) {
            Task task = this.plan.next();
            if (task == null) {
                return;
            }
            this.underWay++;
            task.attempts++;
            send(exporter, task);
        }
    }

    private void send(SpanExporter exporter, Task task) {
        try {
            exporter.export(task.request()).whenComplete((result, error) -> answered(task, result, error));
        }
        catch (RuntimeException | LinkageError ex) {
            answered(task, null, ex);
        }
    }

    private void answered(Task task, @Nullable ExportResult result, @Nullable Throwable error) {
        ExportResult known = (result != null) ? result
                : ExportResult.Retry.later("the exporter failed with " + nameOf(error), NO_ANSWER_YET);
        this.answers.add(new Answer(task, known));
        this.thread.wake(true);
    }

    private static String nameOf(@Nullable Throwable error) {
        return (error != null) ? error.getClass().getName() : "no answer";
    }

    private void handle(Answer answer, long now) {
        Task task = answer.task();
        if (answer.result() instanceof ExportResult.Retry retry && task.attempts < retry.maxAttempts()) {
            Problem problem = retry.unauthorized() ? Problem.EXPORT_UNAUTHORIZED : Problem.EXPORT_DELAYED;
            this.problems.report(problem, "Export", retry.reason(), null);
            this.plan.failed(task, now + this.backoff.delay(task.attempts, retry.after()).toNanos());
        }
        else if (answer.result() instanceof ExportResult.Stored) {
            this.plan.stored(task);
        }
        else {
            String reason = (answer.result() instanceof ExportResult.Rejected rejected) ? rejected.reason()
                    : ((ExportResult.Retry) answer.result()).reason();
            this.problems.report(Problem.EXPORT_REJECTED, "Export", reason, null);
            this.plan.rejected(task);
        }
    }

    private void finishFlushes(boolean all) {
        for (Iterator<Flush> each = this.flushes.iterator(); each.hasNext();) {
            Flush flush = each.next();
            if (all || this.plan.isSettled(flush.epoch())) {
                flush.done().complete(null);
                each.remove();
            }
        }
        if (all) {
            this.flushRequests.forEach((request) -> request.complete(null));
        }
    }

    private boolean hasWork() {
        return !this.answers.isEmpty() || !this.buffer.isEmpty() || !this.flushRequests.isEmpty() || this.abandoned
                || (this.stopping && !this.draining);
    }

    private long restNanos() {
        long due = this.plan.nextDueNanos(System.nanoTime());
        boolean nothingWaits = due == Long.MAX_VALUE && this.underWay == 0;
        return nothingWaits ? Long.MAX_VALUE : Math.max(1, Math.min(due, this.settings.flushInterval().toNanos()));
    }

    void flush(Duration timeout) {
        if (!this.begun.get() || this.thread.isCurrent()) {
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        this.flushRequests.add(done);
        this.thread.wake(true);
        try {
            done.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
        catch (TimeoutException | ExecutionException ex) {
            // What is still pending is in the result.
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        this.stopping = true;
        if (!this.begun.get()) {
            return;
        }
        this.thread.wake(true);
        try {
            this.thread.join(this.settings.shutdownTimeout().toMillis());
            this.abandoned = true;
            this.thread.wake(true);
            this.thread.join(NO_ANSWER_YET.toMillis());
        }
        catch (InterruptedException ex) {
            this.abandoned = true;
            this.thread.wake(true);
            Thread.currentThread().interrupt();
        }
    }

    private void countRemainder() {
        int left = this.plan.unsettled();
        for (Item item = this.buffer.poll(); item != null; item = this.buffer.poll()) {
            left += (item instanceof Item.Finished finished) ? 1 + finished.span().metrics().size() : 1;
        }
        if (left > 0) {
            this.ledger.countDropped(Drop.SHUTDOWN, left);
            this.problems.report(Problem.STOPPED_BEFORE_SENT, "Export",
                    left + " spans and metrics were still waiting when the application stopped", null);
        }
    }

    /**
     * What the exporter said.
     *
     * @param task what it was asked
     * @param result what became of it
     */
    private record Answer(Task task, ExportResult result) {
    }

    /**
     * Somebody who waits.
     *
     * @param epoch what has to be settled
     * @param done is completed when it is
     */
    private record Flush(int epoch, CompletableFuture<Void> done) {
    }

}
