// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.autoconfigure.Destination;
import ai.opper.tracing.export.DeadLetter;
import ai.opper.tracing.export.DeadLetters;
import ai.opper.tracing.export.ShippingStatus;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.LedgerSnapshot;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.spool.SpoolStatus;

/**
 * How tracing is doing, as the endpoint shows it. Names nothing of what was traced but
 * the names and ids of dead letters, and never a key.
 *
 * @param destination where spans go; {@code null} when an exporter of the application's
 * knows
 * @param ledger what became of all spans and metrics, as of one moment
 * @param buffer what waits in memory; {@code null} when the application takes spans
 * itself, like what follows
 * @param shipping how sending is doing
 * @param spool how the spool is doing; {@code null} without one
 * @param deadLetters what the destination refused for good
 * @param exporters each exporter by its name: {@code opper}, and those that send batches
 * @param problems what went wrong, and how often
 */
record TracingReport(@Nullable String destination, Fates ledger, @Nullable Buffer buffer, @Nullable Shipping shipping,
        @Nullable SpoolStatus spool, @Nullable Letters deadLetters, Map<String, ExporterReport> exporters,
        Map<String, Long> problems) implements OperationResponseBody {

    static TracingReport of(TracingParts parts) {
        SpanShipper shipper = parts.shipper();
        SpanBuffer buffer = parts.buffer();
        ShippingStatus status = (shipper != null) ? shipper.status() : null;
        return new TracingReport((parts.destination() != null) ? parts.destination().toString() : null,
                Fates.of(parts.ledger().snapshot()),
                (buffer != null) ? new Buffer(buffer.bytes(), buffer.maxBytes()) : null,
                (status != null) ? Shipping.of(status) : null, (status != null) ? status.spool() : null,
                (shipper != null) ? Letters.of(shipper.deadLetters()) : null, exporters(parts),
                problems(parts.problems()));
    }

    private static Map<String, ExporterReport> exporters(TracingParts parts) {
        Map<String, ExporterReport> exporters = new LinkedHashMap<>();
        SpanShipper ordered = parts.shipper();
        if (ordered != null) {
            Destination destination = parts.destination();
            exporters.put(ExporterReport.ORDERED,
                    ExporterReport.of((destination != null) ? destination.toString() : null, ordered.status(),
                            parts.ledger().snapshot()));
        }
        parts.batches().forEach((batches) -> exporters.put(batches.name(), ExporterReport.of(batches)));
        return exporters;
    }

    private static Map<String, Long> problems(Problems problems) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Problem problem : Problem.values()) {
            long count = problems.count(problem);
            if (count > 0) {
                counts.put(problem.label(), count);
            }
        }
        return counts;
    }

    /**
     * {@code created = stored + inMemory + inSpool + deadLettered + } all that is
     * {@code dropped}.
     *
     * @param created how many spans and metrics there were
     * @param stored how many the destination has confirmed
     * @param inMemory how many have no fate yet and are in memory
     * @param inSpool how many have no fate yet and are in the spool only
     * @param deadLettered how many the destination has refused for good
     * @param dropped how many were given up, by reason
     */
    record Fates(long created, long stored, long inMemory, long inSpool, long deadLettered, Map<String, Long> dropped) {

        static Fates of(LedgerSnapshot counts) {
            Map<String, Long> dropped = new LinkedHashMap<>();
            for (Drop reason : Drop.values()) {
                dropped.put(reason.label(), counts.dropped(reason));
            }
            return new Fates(counts.created(), counts.stored(), counts.inMemory(), counts.inSpool(),
                    counts.deadLettered(), dropped);
        }

    }

    /**
     * What waits in memory.
     *
     * @param bytes how many bytes are taken
     * @param maxBytes how many may be
     */
    record Buffer(long bytes, long maxBytes) {
    }

    /**
     * How sending is doing.
     *
     * @param running whether spans are sent at all
     * @param gate whether the destination is asked
     * @param permits how many requests may be under way for now
     * @param maxPermits how many it may become
     * @param inFlight how many are under way
     * @param ready how many requests could be made, or made again after a pause
     * @param backlog how many of these are no first attempts of new spans
     * @param held how many spans wait for the span above to end
     * @param oldestAge how long the oldest of what waits has waited
     * @param retries how many requests had to be made again, by the status of the answer
     * @param storedBefore how many answers said that an earlier attempt had got through
     * @param lastSuccess when something was stored the last time, if ever
     * @param lastFailure what went wrong the last time, if ever
     */
    record Shipping(boolean running, GateReport gate, int permits, int maxPermits, int inFlight, int ready, int backlog,
            int held, Duration oldestAge, Map<String, Long> retries, long storedBefore, @Nullable Instant lastSuccess,
            @Nullable Failure lastFailure) {

        static Shipping of(ShippingStatus status) {
            Map<String, Long> retries = new TreeMap<>();
            status.retries().forEach((code, count) -> retries.put((code != 0) ? code.toString() : "none", count));
            return new Shipping(status.running(),
                    new GateReport(status.gate().label(), status.gateSince(), status.gateUntil()), status.permits(),
                    status.maxPermits(), status.inFlight(), status.ready(), status.backlog(), status.held(),
                    status.oldestAge(), retries, status.storedBefore(), status.lastSuccess(),
                    Failure.of(status.lastFailure(), status.lastFailureReason()));
        }

    }

    /**
     * Whether the destination is asked.
     *
     * @param state whether, and if not, why
     * @param since since when; {@code null} when it has always been so
     * @param until when it is tried again; {@code null} while it is open or being tried
     */
    record GateReport(String state, @Nullable Instant since, @Nullable Instant until) {
    }

    /**
     * Something that went wrong.
     *
     * @param time when
     * @param reason what, without payload or key
     */
    record Failure(Instant time, @Nullable String reason) {

        static @Nullable Failure of(@Nullable Instant time, @Nullable String reason) {
            return (time != null) ? new Failure(time, reason) : null;
        }

    }

    /**
     * What the destination has refused for good.
     *
     * @param kept how many are remembered
     * @param forgotten how many have left to make room
     * @param latest the latest of them, newest first
     */
    record Letters(int kept, long forgotten, List<Letter> latest) {

        static final int MAX_SHOWN = 100;

        static Letters of(DeadLetters letters) {
            List<DeadLetter> kept = letters.list();
            List<DeadLetter> latest = new ArrayList<>(kept.subList(Math.max(0, kept.size() - MAX_SHOWN), kept.size()));
            Collections.reverse(latest);
            return new Letters(kept.size(), letters.forgotten(), latest.stream().map(Letter::of).toList());
        }

    }

    /**
     * A span or metric that was refused.
     *
     * @param time when
     * @param what whether it is a span or a metric
     * @param name the span's name, or the metric's dimension
     * @param reason why, without payload or key
     * @param status the status of the answer; {@code null} without one
     * @param traceId the trace; {@code null} for a metric
     * @param spanId the span
     */
    record Letter(Instant time, String what, String name, String reason, @Nullable Integer status,
            @Nullable UUID traceId, UUID spanId) {

        static Letter of(DeadLetter letter) {
            return new Letter(letter.time(), letter.metric() ? "metric" : "span", letter.name(), letter.reason(),
                    (letter.status() != 0) ? letter.status() : null, letter.traceId(), letter.spanId());
        }

    }

}
