// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.export.Delivery.PendingMetric;
import ai.opper.tracing.span.SpanRecord;

/**
 * One request that is due, with its attempts so far. Only the shipping thread touches it.
 */
final class Task {

    /** Enough for a destination that takes a moment to find what it has stored. */
    private static final int MAX_ATTEMPTS_WITHOUT_PARENT = 3;

    final Kind kind;

    final Delivery delivery;

    final @Nullable PendingMetric metric;

    /** How often it has been sent. */
    int attempts;

    /** How often it has failed in a way that asks for a longer pause. */
    int failures;

    /** When it was sent the last time. */
    long sentNanos;

    /** Whether it finds out if the gate may be opened. */
    boolean probe;

    /** The lane that it was taken from the last time. */
    boolean fromBacklog;

    /** How often it has got an answer that may only come a limited number of times. */
    int limitedAnswers;

    private Task(Kind kind, Delivery delivery, @Nullable PendingMetric metric) {
        this.kind = kind;
        this.delivery = delivery;
        this.metric = metric;
    }

    static Task open(Delivery delivery) {
        return new Task(Kind.OPEN, delivery, null);
    }

    static Task create(Delivery delivery) {
        return new Task(Kind.CREATE, delivery, null);
    }

    static Task complete(Delivery delivery) {
        return new Task(Kind.COMPLETE, delivery, null);
    }

    static Task metric(Delivery delivery, PendingMetric metric) {
        return new Task(Kind.METRIC, delivery, metric);
    }

    /**
     * A span that has ended before it was asked to be opened needs no opening.
     */
    Task asLateAsPossible() {
        boolean overtaken = this.kind == Kind.OPEN && this.attempts == 0 && this.delivery.finished != null
                && !this.delivery.mayBeOpen;
        return overtaken ? create(this.delivery) : this;
    }

    /**
     * Whether the span has ended while it was to be opened, and its record is on its way.
     * What it tells by itself is not complete any more.
     */
    boolean isOvertakenByEnd() {
        return this.kind == Kind.OPEN && this.delivery.finished == null && this.delivery.node.isEnded()
                && !this.delivery.recordLost && !this.delivery.node.isRecordDropped();
    }

    /** Whether the span, if it is about one, has not been left to the spool. */
    boolean isNeeded() {
        return this.kind == Kind.METRIC || this.delivery.isPending();
    }

    long sinceNanos() {
        return (this.metric != null) ? this.metric.sinceNanos() : this.delivery.sinceNanos;
    }

    /** Whether it may succeed if the destination does not hear of the parent. */
    boolean mayDoWithoutParent() {
        boolean creates = this.kind == Kind.OPEN || this.kind == Kind.CREATE;
        return creates && request() instanceof ExportRequest.Create create && create.parentElsewhere();
    }

    /** How often to try what may only be tried a limited number of times. */
    int maxAttempts(ExportResult.Retry retry) {
        boolean alone = this.delivery.parentGone && mayDoWithoutParent();
        return alone ? Math.min(MAX_ATTEMPTS_WITHOUT_PARENT, retry.maxAttempts()) : retry.maxAttempts();
    }

    ExportRequest request() {
        PendingMetric pending = this.metric;
        if (pending != null) {
            return new ExportRequest.AddMetric(this.delivery.node.id(), pending.metric(), this.delivery.node.traceId(),
                    pending.isLate(), this.delivery.mayExist);
        }
        SpanRecord finished = this.delivery.finished;
        if (finished == null) {
            return this.delivery.create(this.delivery.node.snapshot());
        }
        if (this.kind == Kind.OPEN) {
            return this.delivery.create(finished.whileRunning());
        }
        return (this.kind == Kind.CREATE) ? this.delivery.create(finished) : this.delivery.complete(finished);
    }

    /** What a task does. */
    enum Kind {

        /** Stores a span that still runs. */
        OPEN,

        /** Stores a finished span. */
        CREATE,

        /** Finishes a span that was stored while it ran. */
        COMPLETE,

        /** Attaches a metric to a stored span. */
        METRIC

    }

}
