// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.autoconfigure.actuate.TracingReport.Buffer;
import ai.opper.tracing.autoconfigure.actuate.TracingReport.Failure;
import ai.opper.tracing.autoconfigure.actuate.TracingReport.Fates;
import ai.opper.tracing.autoconfigure.actuate.TracingReport.Letters;
import ai.opper.tracing.export.BatchShipper;
import ai.opper.tracing.export.BatchStatus;
import ai.opper.tracing.export.GateState;
import ai.opper.tracing.export.ShippingStatus;
import ai.opper.tracing.span.LedgerSnapshot;

/**
 * How one exporter is doing.
 *
 * @param destination where it sends spans; {@code null} when it does not say
 * @param running whether it sends spans at all
 * @param failing whether they do not get through at the moment
 * @param ledger what became of the spans and metrics that it was given
 * @param buffer what waits in memory; {@code null} when that is told elsewhere
 * @param retries how many requests had to be made again, by the status of the answer
 * @param lastSuccess when something was stored the last time, if ever
 * @param lastFailure what went wrong the last time, if ever
 * @param deadLetters what was refused for good; {@code null} when that is told elsewhere
 */
record ExporterReport(@Nullable String destination, boolean running, boolean failing, Fates ledger,
        @Nullable Buffer buffer, Map<String, Long> retries, @Nullable Instant lastSuccess,
        @Nullable Failure lastFailure, @Nullable Letters deadLetters) {

    /** The exporter that keeps parents before children. */
    static final String ORDERED = "opper";

    static ExporterReport of(@Nullable String destination, ShippingStatus status, LedgerSnapshot ledger) {
        return new ExporterReport(destination, status.running(), status.gate() != GateState.OPEN, Fates.of(ledger),
                null, byStatus(status.retries()), status.lastSuccess(),
                Failure.of(status.lastFailure(), status.lastFailureReason()), null);
    }

    static ExporterReport of(BatchShipper shipper) {
        BatchStatus status = shipper.status();
        return new ExporterReport(shipper.destination(), status.running(), status.failing(),
                Fates.of(shipper.ledger().snapshot()), new Buffer(status.bufferedBytes(), status.maxBufferBytes()),
                byStatus(status.retries()), status.lastSuccess(),
                Failure.of(status.lastFailure(), status.lastFailureReason()), Letters.of(shipper.deadLetters()));
    }

    private static Map<String, Long> byStatus(Map<Integer, Long> retries) {
        Map<String, Long> byStatus = new TreeMap<>();
        retries.forEach((code, count) -> byStatus.put((code != 0) ? code.toString() : "none", count));
        return byStatus;
    }

}
