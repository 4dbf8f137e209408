// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import ai.opper.tracing.export.GateState;
import ai.opper.tracing.export.ShippingStatus;
import ai.opper.tracing.export.SpanShipper;
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

    private final SpanShipper shipper;

    private final Ledger ledger;

    private final @Nullable String destination;

    OpperTracingHealthIndicator(SpanShipper shipper, Ledger ledger, @Nullable String destination) {
        this.shipper = shipper;
        this.ledger = ledger;
        this.destination = destination;
    }

    @Override
    public Health health() {
        ShippingStatus status = this.shipper.status();
        LedgerSnapshot counts = this.ledger.snapshot();
        Health.Builder health = Health.status(isImpaired(status) ? IMPAIRED : Status.UP);
        detail(health, "destination", this.destination);
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
        return health.build();
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
