// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.export.BatchBuffer.Entry;
import ai.opper.tracing.export.ShippingThread.Rest;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * Sends batches from a start to a stop, on a thread of its own: the oldest first, one at
 * a time, each until it has a fate.
 */
final class BatchRun {

    static final long MAX_BATCH_BYTES = 2L * 1024 * 1024;

    /** Enough to find one bad span among a thousand. */
    private static final int MAX_SPLITS = 20;

    private final SpanBatchExporter exporter;

    private final BatchSettings settings;

    private final BatchBuffer buffer;

    private final BatchAccount account;

    private final Journal journal;

    private final Problems problems;

    private final RetryBackoff backoff = new RetryBackoff(new SplittableRandom());

    private final ShippingThread thread;

    private final Queue<Flush> flushes = new ConcurrentLinkedQueue<>();

    private final CompletableFuture<Void> stopRequested = new CompletableFuture<>();

    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** Batches that were taken out and have no fate. Only for the thread. */
    private final Deque<List<Entry>> pending = new ArrayDeque<>();

    private volatile int attempts;

    private volatile boolean ended;

    private volatile long stopByNanos;

    private long retryAtNanos;

    private int splits;

    BatchRun(SpanBatchExporter exporter, BatchSettings settings, BatchBuffer buffer, BatchAccount account,
            Journal journal, Problems problems) {
        this.exporter = exporter;
        this.settings = settings;
        this.buffer = buffer;
        this.account = account;
        this.journal = journal;
        this.problems = problems;
        this.thread = new ShippingThread(ShippingThread.NAME + "-" + exporter.name());
    }

    /**
     * Takes an entry. Called by application threads.
     * @param taken how many bytes of the buffer were taken with it
     */
    void add(Entry entry, long taken) {
        this.account.enter();
        long waiting = this.buffer.add(entry);
        boolean fillsBatch = waiting == this.settings.maxBatchSize()
                || (taken >= MAX_BATCH_BYTES && taken - entry.bytes() < MAX_BATCH_BYTES);
        if (!this.thread.begin(this::run, this.exporter.name(), this.problems)) {
            this.thread.wake(fillsBatch ? Rest.NAPPING : Rest.IDLE);
        }
    }

    boolean isFailing() {
        return this.attempts > 0;
    }

    boolean hasEnded() {
        return this.ended;
    }

    CompletableFuture<Void> flush() {
        Flush flush = new Flush(this.account.entered(), new CompletableFuture<>());
        this.flushes.add(flush);
        if (hasEnded() || this.account.isSettled(flush.first())) {
            flush.done().complete(null);
        }
        this.thread.wake(Rest.NAPPING);
        return flush.done();
    }

    /** Lets the thread send what is left and end. */
    CompletableFuture<Void> stop() {
        this.stopByNanos = System.nanoTime() + this.settings.shutdownTimeout().toNanos();
        this.stopRequested.complete(null);
        if (this.thread.forgo()) {
            this.ended = true;
            this.closed.complete(null);
        }
        this.thread.wake(Rest.NAPPING);
        return this.closed;
    }

    private void run() {
        try {
            while (!this.stopRequested.isDone()) {
                work();
            }
            sendTheRest();
            giveUp(Drop.SHUTDOWN);
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, this.exporter.name(), "sending ended because of a defect",
                    ex);
            giveUp(Drop.FAILED);
        }
        finally {
            close();
        }
    }

    private void work() {
        long wait = untilDue();
        if (wait > 0) {
            boolean idle = wait == Long.MAX_VALUE;
            this.thread.sleep(wait, idle ? Rest.IDLE : Rest.NAPPING,
                    () -> this.stopRequested.isDone() || untilDue() < (idle ? wait : 1));
            return;
        }
        this.flushes.forEach((flush) -> flush.tried().set(true));
        List<Entry> batch = next();
        if (!batch.isEmpty()) {
            settle(batch, send(batch));
        }
        finishFlushes();
    }

    /** How long there is nothing to do. */
    private long untilDue() {
        long now = System.nanoTime();
        if (isFailing()) {
            return isFlushNew() ? 0 : this.retryAtNanos - now;
        }
        if (!this.pending.isEmpty() || isFlushWanted()) {
            return 0;
        }
        if (this.buffer.isEmpty()) {
            return Long.MAX_VALUE;
        }
        boolean full = this.buffer.waiting() >= this.settings.maxBatchSize() || this.buffer.bytes() >= MAX_BATCH_BYTES;
        return full ? 0 : this.buffer.oldestNanos(now) + this.settings.flushInterval().toNanos() - now;
    }

    private boolean isFlushWanted() {
        return this.flushes.stream().anyMatch((flush) -> !flush.done().isDone());
    }

    /** Somebody who waits is worth one attempt before its time. */
    private boolean isFlushNew() {
        return this.flushes.stream().anyMatch((flush) -> !flush.done().isDone() && !flush.tried().get());
    }

    private void finishFlushes() {
        this.flushes.removeIf((flush) -> flush.done().isDone()
                || (this.account.isSettled(flush.first()) && flush.done().complete(null)));
    }

    private List<Entry> next() {
        List<Entry> halted = this.pending.poll();
        if (halted != null) {
            return halted;
        }
        this.splits = 0;
        return this.buffer.take(this.settings.maxBatchSize(), MAX_BATCH_BYTES);
    }

    private ExportResult send(List<Entry> batch) {
        try {
            CompletableFuture<ExportResult> answer = this.exporter.export(batch.stream().map(Entry::item).toList())
                .toCompletableFuture();
            await(CompletableFuture.anyOf(answer, this.stopRequested), this.settings.answerTimeout().toNanos());
            if (this.stopRequested.isDone()) {
                await(answer, this.stopByNanos - System.nanoTime());
            }
            ExportResult result = answer.getNow(null);
            return (result != null) ? result : ExportResult.Retry.later("no answer came in time", null);
        }
        catch (Exception | LinkageError ex) {
            return ExportResult.Retry.later("the exporter failed (" + rootOf(ex).getClass().getName() + ")", null);
        }
    }

    private static void await(CompletableFuture<?> answer, long nanos) throws ExecutionException {
        try {
            answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        }
        catch (TimeoutException | InterruptedException ex) {
            // The caller looks whether there is an answer. Nobody interrupts this thread.
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return (cause != null && cause != failure) ? rootOf(cause) : failure;
    }

    private void settle(List<Entry> batch, ExportResult result) {
        if (result instanceof ExportResult.Stored stored) {
            this.attempts = 0;
            this.journal.stored(stored);
            this.account.settle(batch, Fate.STORED);
        }
        else if (result instanceof ExportResult.Retry retry && this.attempts + 1 < retry.maxAttempts()) {
            delay(batch, retry);
        }
        else {
            this.attempts = 0;
            reject(batch, (result instanceof ExportResult.Rejected rejected) ? rejected
                    : rejected((ExportResult.Retry) result));
        }
    }

    private static ExportResult.Rejected rejected(ExportResult.Retry retry) {
        return new ExportResult.Rejected(retry.reason(), retry.status(), false);
    }

    private void delay(List<Entry> batch, ExportResult.Retry retry) {
        this.journal.delayed(retry);
        this.problems.report(Problem.BATCH_DELAYED, this.exporter.name(), retry.reason(), null);
        int failed = this.attempts + 1;
        this.retryAtNanos = System.nanoTime() + this.backoff.delay(failed, retry.after()).toNanos();
        this.attempts = failed;
        List<Entry> young = new ArrayList<>(batch);
        List<Entry> old = new ArrayList<>();
        young.removeIf((entry) -> isOld(entry) && old.add(entry));
        if (!old.isEmpty()) {
            this.account.settle(old, Fate.dropped(Drop.TTL));
        }
        if (young.isEmpty()) {
            this.attempts = 0;
        }
        else {
            this.pending.addFirst(young);
        }
    }

    private static boolean isOld(Entry entry) {
        return System.nanoTime() - entry.sinceNanos() > ShippingPlan.MAX_AGE.toNanos();
    }

    private void reject(List<Entry> batch, ExportResult.Rejected rejected) {
        this.journal.failed(rejected.reason());
        if (rejected.forPayload() && batch.size() > 1 && this.splits < MAX_SPLITS) {
            this.splits++;
            int half = batch.size() / 2;
            this.pending.addFirst(batch.subList(half, batch.size()));
            this.pending.addFirst(batch.subList(0, half));
            return;
        }
        this.problems.report(Problem.BATCH_REJECTED, this.exporter.name(), rejected.reason(), null);
        this.account.deadLetter(batch, rejected);
    }

    /** A destination that fails now has no time to come back. */
    private void sendTheRest() {
        boolean fails = false;
        while (!fails && this.stopByNanos - System.nanoTime() > 0) {
            List<Entry> batch = next();
            if (batch.isEmpty()) {
                return;
            }
            settle(batch, send(batch));
            fails = isFailing();
        }
    }

    private void giveUp(Drop reason) {
        int items = 0;
        for (List<Entry> batch = next(); !batch.isEmpty(); batch = next()) {
            items += this.account.settle(batch, Fate.dropped(reason));
        }
        if (items > 0 && reason == Drop.SHUTDOWN) {
            this.problems.report(Problem.STOPPED_BEFORE_SENT, this.exporter.name(),
                    items + " spans and metrics were still waiting when the application stopped", null);
        }
    }

    private void close() {
        this.ended = true;
        // Entries that came since are seen here, or by those who have put them in.
        giveUp(Drop.SHUTDOWN);
        this.flushes.forEach((flush) -> flush.done().complete(null));
        try {
            this.exporter.close();
        }
        catch (RuntimeException | LinkageError ex) {
            this.problems.report(Problem.RECORDING_FAILED, this.exporter.name(), "the exporter could not be closed",
                    ex);
        }
        finally {
            this.closed.complete(null);
        }
    }

    /**
     * Somebody who waits.
     *
     * @param first how many entries have to be settled
     * @param done is completed when they are
     * @param tried whether an attempt was made since
     */
    private record Flush(long first, CompletableFuture<Void> done, AtomicBoolean tried) {

        Flush(long first, CompletableFuture<Void> done) {
            this(first, done, new AtomicBoolean());
        }

    }

}
