// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import ai.opper.tracing.export.BatchShipper;
import ai.opper.tracing.export.BatchStatus;
import ai.opper.tracing.export.GateState;
import ai.opper.tracing.export.ShippingStatus;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.export.SpanShippers;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.LedgerSnapshot;

/**
 * Tells whether spans get to where they are to go. An application is well when they do
 * not, so it is never {@code DOWN}: what it says instead is a status of its own, which
 * Spring Boot leaves out when it sums up, and which is no error as an answer over HTTP.
 */
final class OpperTracingHealthIndicator implements HealthIndicator {

    /** Spans do not get through. Not among the statuses that Spring Boot orders. */
    static final Status IMPAIRED = new Status("IMPAIRED");

    private final SpanShippers shippers;

    private final Ledger ledger;

    private final @Nullable String destination;

    OpperTracingHealthIndicator(SpanShippers shippers, Ledger ledger, @Nullable String destination) {
        this.shippers = shippers;
        this.ledger = ledger;
        this.destination = destination;
    }

    @Override
    public Health health() {
        SpanShipper ordered = this.shippers.ordered();
        ShippingStatus status = (ordered != null) ? ordered.status() : null;
        List<BatchShipper> batches = this.shippers.batches();
        boolean nowhere = status == null && batches.isEmpty();
        boolean impaired = nowhere || (status != null && isImpaired(status))
                || batches.stream().map(BatchShipper::status).anyMatch((each) -> !each.running() || each.failing());
        Health.Builder health = Health.status(impaired ? IMPAIRED : Status.UP);
        if (status != null || nowhere) {
            detail(health, "destination", this.destination);
        }
        if (nowhere) {
            detail(health, "running", false);
        }
        if (status != null) {
            describe(health, status);
        }
        if (!batches.isEmpty()) {
            Map<String, Object> exporters = new LinkedHashMap<>();
            batches.forEach((each) -> exporters.put(each.name(), describe(each)));
            health.withDetail("exporters", exporters);
        }
        return health.build();
    }

    private static Map<String, Object> describe(BatchShipper shipper) {
        BatchStatus status = shipper.status();
        LedgerSnapshot counts = shipper.ledger().snapshot();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("destination", shipper.destination());
        details.put("running", status.running());
        details.put("failing", status.failing());
        details.put("waiting", counts.pending());
        details.put("dropped", counts.droppedInAll());
        details.put("deadLettered", counts.deadLettered());
        detail(details, "lastSuccess", status.lastSuccess());
        detail(details, "lastFailure", status.lastFailure());
        detail(details, "lastFailureReason", status.lastFailureReason());
        return details;
    }

    private static void detail(Map<String, Object> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value);
        }
    }

    private void describe(Health.Builder health, ShippingStatus status) {
        LedgerSnapshot counts = this.ledger.snapshot();
        detail(health, "running", status.running());
        detail(health, "gate", status.gate().label());
        detail(health, "gateSince", status.gateSince());
        detail(health, "gateUntil", status.gateUntil());
        detail(health, "waiting", counts.pending());
        detail(health, "oldestAge", status.oldestAge());
        if (status.spool() != null) {
            detail(health, "spoolWritable", status.spool().writable());
        }
        detail(health, "dropped", counts.droppedInAll());
        detail(health, "deadLettered", counts.deadLettered());
        detail(health, "lastSuccess", status.lastSuccess());
        detail(health, "lastFailure", status.lastFailure());
        detail(health, "lastFailureReason", status.lastFailureReason());
    }

    /** A destination that asks for a pause is well. */
    private static boolean isImpaired(ShippingStatus status) {
        return !status.running() || status.gate() == GateState.FAILING || status.gate() == GateState.UNAUTHORIZED;
    }

    private static void detail(Health.Builder health, String name, @Nullable Object value) {
        if (value != null) {
            health.withDetail(name, value);
        }
    }

}
