// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.meter;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;

/**
 * What counts.
 *
 * @param ledger what became of spans and metrics
 * @param problems what went wrong
 * @param shipper who sends them; {@code null} when the application takes them itself
 * @param buffer where they wait; {@code null} when the application takes them itself
 * @param recording where they come from; {@code null} when nothing is recorded
 */
record MeteredParts(Ledger ledger, Problems problems, @Nullable SpanShipper shipper, @Nullable SpanBuffer buffer,
        @Nullable SpanRecording recording) {

    Reading read() {
        return new Reading(this.ledger.snapshot(), (this.shipper != null) ? this.shipper.status() : null);
    }

}
