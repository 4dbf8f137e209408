// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.meter;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.export.ShippingStatus;
import ai.opper.tracing.span.LedgerSnapshot;
import ai.opper.tracing.spool.SpoolStatus;

/**
 * What was so at one moment.
 *
 * @param ledger what had become of spans and metrics
 * @param status how sending was doing; {@code null} when the application takes spans
 * itself
 */
record Reading(LedgerSnapshot ledger, @Nullable ShippingStatus status) {

    private static final SpoolStatus NO_SPOOL = new SpoolStatus(false, 0, 0, 0);

    /** For meters that are there only if something is sent. */
    ShippingStatus shipping() {
        return Objects.requireNonNull(this.status);
    }

    /** Before the shipping starts and after its end, nothing can be written. */
    SpoolStatus spool() {
        SpoolStatus spool = shipping().spool();
        return (spool != null) ? spool : NO_SPOOL;
    }

}
