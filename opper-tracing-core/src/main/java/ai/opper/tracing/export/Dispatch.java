// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * The requests that are under way: hands tasks to the exporter, and brings back what
 * became of them. Only the shipping thread calls it; answers may come on any thread.
 */
final class Dispatch {

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    private final RetryBackoff backoff;

    private final Throttle throttle;

    private final ShippingPlan plan;

    private final DeadLetters deadLetters;

    private final Journal journal;

    private final Problems problems;

    private final Runnable wakeUp;

    Dispatch(Throttle throttle, RandomGenerator random, ShippingPlan plan, DeadLetters deadLetters, Journal journal,
            Problems problems, Runnable wakeUp) {
        this.throttle = throttle;
        this.backoff = new RetryBackoff(random);
        this.plan = plan;
        this.deadLetters = deadLetters;
        this.journal = journal;
        this.problems = problems;
        this.wakeUp = wakeUp;
    }

    boolean hasAnswers() {
        return !this.answers.isEmpty();
    }

    void sendReady(SpanExporter exporter, long nowNanos) {
        while (this.throttle.admits(nowNanos)) {
            Task task = this.plan.next(this.throttle.admitsBacklog(nowNanos), nowNanos);
            if (task == null) {
                break;
            }
            send(exporter, task, nowNanos);
        }
        if (!this.plan.lanes().hasReady()) {
            this.throttle.idle(nowNanos);
        }
        int expired = this.plan.takeExpired();
        if (expired > 0) {
            this.problems.report(Problem.EXPORT_EXPIRED, "Export",
                    expired + " requests have waited for longer than " + ShippingPlan.MAX_AGE.toHours() + " hours",
                    null);
        }
    }

    private void send(SpanExporter exporter, Task task, long nowNanos) {
        ExportRequest request = request(task);
        if (request == null) {
            this.plan.abandon(task, Drop.FAILED);
            return;
        }
        if (task.isOvertakenByEnd()) {
            this.plan.awaitRecord(task, nowNanos);
            return;
        }
        this.throttle.sent(task, nowNanos);
        try {
            exporter.export(request).whenComplete((result, error) -> answered(task, request, result, error));
        }
        catch (Throwable ex) {
            answered(task, request, null, ex);
        }
    }

    private @Nullable ExportRequest request(Task task) {
        try {
            return task.request();
        }
        catch (RuntimeException ex) {
            this.problems.report(Problem.RECORDING_FAILED, "Export", "a span could not tell what it looks like", ex);
            return null;
        }
    }

    private void answered(Task task, ExportRequest request, @Nullable ExportResult result, @Nullable Throwable error) {
        this.answers.add(new Answer(task, request, (result != null) ? result : noResult(error)));
        this.wakeUp.run();
    }

    private static ExportResult noResult(@Nullable Throwable error) {
        return ExportResult.Retry
            .later("the exporter failed with " + ((error != null) ? error.getClass().getName() : "no answer"), null);
    }

    /** How long until something that is ready may be sent. */
    long untilNext(long nowNanos) {
        Lanes lanes = this.plan.lanes();
        if (lanes.hasNew()) {
            return this.throttle.untilAdmitting(nowNanos);
        }
        return lanes.hasReady() ? this.throttle.untilAdmittingBacklog(nowNanos) : Long.MAX_VALUE;
    }

    void takeAnswers(long nowNanos) {
        for (Answer answer = this.answers.poll(); answer != null; answer = this.answers.poll()) {
            boolean back = this.throttle.answered(answer.task(), answer.result(), nowNanos);
            handle(answer, nowNanos);
            if (back) {
                this.plan.lanes().makeOld();
            }
        }
    }

    private void handle(Answer answer, long nowNanos) {
        if (answer.result() instanceof ExportResult.Stored stored) {
            this.journal.stored(stored);
            this.plan.stored(answer.task(), stored.destinationId());
        }
        else if (answer.result() instanceof ExportResult.Retry retry) {
            retry(answer, retry, nowNanos);
        }
        else if (answer.result() instanceof ExportResult.Rejected rejected) {
            reject(answer, rejected);
        }
    }

    private void retry(Answer answer, ExportResult.Retry retry, long nowNanos) {
        Task task = answer.task();
        if (retry.isLimited() && ++task.limitedAnswers >= task.maxAttempts(retry)) {
            reject(answer, new ExportResult.Rejected(retry.reason(), retry.status(), false));
            return;
        }
        this.journal.delayed(retry);
        boolean unauthorized = retry.trouble() == ExportResult.Trouble.UNAUTHORIZED;
        this.problems.report(unauthorized ? Problem.EXPORT_UNAUTHORIZED : Problem.EXPORT_DELAYED, "Export",
                retry.reason(), null);
        this.plan.failed(task, nowNanos + (isHeldByTheGate(retry) ? 0 : pauseNanos(task, retry)));
    }

    /** Then it need not wait by itself, and has not had an attempt. */
    private static boolean isHeldByTheGate(ExportResult.Retry retry) {
        return retry.trouble() == ExportResult.Trouble.UNAUTHORIZED || retry.asksToWait();
    }

    private long pauseNanos(Task task, ExportResult.Retry retry) {
        return this.backoff.delay(++task.failures, retry.after()).toNanos();
    }

    private void reject(Answer answer, ExportResult.Rejected rejected) {
        boolean lost = this.plan.rejected(answer.task(), rejected.forPayload() && Stub.shortens(answer.request()));
        if (lost) {
            this.deadLetters.add(DeadLetter.of(answer.request(), rejected));
        }
        this.journal.failed(rejected.reason());
        this.problems.report(lost ? Problem.EXPORT_REJECTED : Problem.EXPORT_REDUCED, "Export", rejected.reason(),
                null);
    }

    /**
     * What the exporter said.
     *
     * @param task what it was asked for
     * @param request what it was asked
     * @param result what became of it
     */
    private record Answer(Task task, ExportRequest request, ExportResult result) {
    }

}
