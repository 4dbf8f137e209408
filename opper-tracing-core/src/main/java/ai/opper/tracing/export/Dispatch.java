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

    private final RetryBackoff backoff = new RetryBackoff(RandomGenerator.getDefault());

    private final int maxConcurrency;

    private final ShippingPlan plan;

    private final Problems problems;

    private final Runnable wakeUp;

    private int underWay;

    Dispatch(int maxConcurrency, ShippingPlan plan, Problems problems, Runnable wakeUp) {
        this.maxConcurrency = maxConcurrency;
        this.plan = plan;
        this.problems = problems;
        this.wakeUp = wakeUp;
    }

    boolean isIdle() {
        return this.underWay == 0;
    }

    boolean hasAnswers() {
        return !this.answers.isEmpty();
    }

    void sendReady(SpanExporter exporter) {
        while (this.underWay < this.maxConcurrency) {
            Task task = this.plan.next();
            if (task == null) {
                return;
            }
            send(exporter, task);
        }
    }

    private void send(SpanExporter exporter, Task task) {
        ExportRequest request = request(task);
        if (request == null) {
            this.plan.abandon(task, Drop.FAILED);
            return;
        }
        this.underWay++;
        task.attempts++;
        try {
            exporter.export(request).whenComplete((result, error) -> answered(task, result, error));
        }
        catch (Throwable ex) {
            answered(task, null, ex);
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

    private void answered(Task task, @Nullable ExportResult result, @Nullable Throwable error) {
        this.answers.add(new Answer(task, (result != null) ? result : noResult(error)));
        this.wakeUp.run();
    }

    private static ExportResult noResult(@Nullable Throwable error) {
        return ExportResult.Retry
            .later("the exporter failed with " + ((error != null) ? error.getClass().getName() : "no answer"), null);
    }

    void takeAnswers(long nowNanos) {
        for (Answer answer = this.answers.poll(); answer != null; answer = this.answers.poll()) {
            this.underWay--;
            handle(answer.task(), answer.result(), nowNanos);
        }
    }

    private void handle(Task task, ExportResult result, long nowNanos) {
        if (result instanceof ExportResult.Stored) {
            this.plan.stored(task);
        }
        else if (result instanceof ExportResult.Retry retry) {
            retry(task, retry, nowNanos);
        }
        else if (result instanceof ExportResult.Rejected rejected) {
            reject(task, rejected.reason());
        }
    }

    private void retry(Task task, ExportResult.Retry retry, long nowNanos) {
        boolean limited = retry.maxAttempts() != Integer.MAX_VALUE;
        if (limited && ++task.limitedAnswers >= retry.maxAttempts()) {
            reject(task, retry.reason());
            return;
        }
        Problem problem = retry.unauthorized() ? Problem.EXPORT_UNAUTHORIZED : Problem.EXPORT_DELAYED;
        this.problems.report(problem, "Export", retry.reason(), null);
        this.plan.failed(task, nowNanos + this.backoff.delay(task.attempts, retry.after()).toNanos());
    }

    private void reject(Task task, String reason) {
        boolean lost = this.plan.rejected(task);
        this.problems.report(lost ? Problem.EXPORT_REJECTED : Problem.EXPORT_DELAYED, "Export", reason, null);
    }

    /**
     * What the exporter said.
     *
     * @param task what it was asked
     * @param result what became of it
     */
    private record Answer(Task task, ExportResult result) {
    }

}
