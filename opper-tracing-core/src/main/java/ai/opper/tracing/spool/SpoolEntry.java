// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.time.Instant;
import java.util.UUID;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanRecord;

/** One thing that a {@link Spool} keeps. */
public sealed interface SpoolEntry {

    /**
     * How many fates the entry has, each acknowledged on its own.
     * @return at least 1
     */
    default int parts() {
        return 1;
    }

    /**
     * How many spans and metrics the entry has, as the ledger counts them.
     * @return 0 for a note
     */
    default int items() {
        return parts();
    }

    /**
     * A finished span. Its metrics are parts of their own.
     *
     * @param span the span
     * @param opening whether the destination has stored it while it ran
     * @param parentHere whether its parent is a span of the same application, which will
     * never be stored if the spool does not have it and the destination neither
     */
    record Finished(SpanRecord span, Opening opening, boolean parentHere) implements SpoolEntry {

        @Override
        public int parts() {
            return 1 + this.span.metrics().size();
        }

    }

    /** Whether the destination has stored a span while it ran. */
    enum Opening {

        /** It was not asked to. */
        NEVER,

        /** It was asked, and the answer was not known when this was written. */
        PERHAPS,

        /** It said so. */
        SURELY

    }

    /**
     * A metric that came after its span had ended.
     *
     * @param spanId the span that it belongs to
     * @param traceId the trace of the span
     * @param metric the metric
     */
    record LateMetric(UUID spanId, UUID traceId, MetricRecord metric) implements SpoolEntry {
    }

    /**
     * A note that the destination is about to be told of a running span. It is replaced
     * by the finished span; when it is found after a restart, the span never ended.
     *
     * @param snapshot what the destination is told
     */
    record Opened(SpanRecord snapshot) implements SpoolEntry {

        /** The error of a span whose process died. */
        public static final String ERROR = "process ended before this span did";

        @Override
        public int items() {
            return 0;
        }

        /**
         * The span as it has to be completed, since nobody else will.
         * @param endTime when the process showed the last sign of life
         * @return a finished span with an error
         */
        public SpanRecord ended(Instant endTime) {
            SpanRecord span = this.snapshot;
            Instant end = endTime.isBefore(span.startTime()) ? span.startTime() : endTime;
            return new SpanRecord(span.id(), span.traceId(), span.parentId(), span.name(), span.type(),
                    span.startTime(), end, span.input(), span.output(), ERROR, span.score(), span.sessionId(),
                    span.userId(), span.tags(), span.meta(), span.events(), span.findings(), span.metrics());
        }

    }

    /**
     * A note under which id the destination keeps a span.
     *
     * @param spanId the id that the client made
     * @param serverId the id that the destination made
     */
    record ServerId(UUID spanId, String serverId) implements SpoolEntry {

        @Override
        public int items() {
            return 0;
        }

    }

}
