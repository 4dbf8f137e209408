// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

import ai.opper.tracing.autoconfigure.Destination;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.BatchShipper;
import ai.opper.tracing.export.SpanShipper;
import ai.opper.tracing.export.SpanShippers;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;

/**
 * What can be asked how tracing is doing.
 *
 * @param ledger what became of spans and metrics
 * @param problems what went wrong
 * @param shippers who sends them; {@code null} when the application takes them itself
 * @param buffer where they wait; {@code null} when the application takes them itself
 * @param destination where they go; {@code null} when an exporter of the application's
 * knows
 */
record TracingParts(Ledger ledger, Problems problems, @Nullable SpanShippers shippers, @Nullable SpanBuffer buffer,
        @Nullable Destination destination) {

    static TracingParts of(Ledger ledger, Problems problems, ObjectProvider<SpanShippers> shippers,
            ObjectProvider<SpanBuffer> buffer, ObjectProvider<Destination> destination) {
        return new TracingParts(ledger, problems, shippers.getIfAvailable(), buffer.getIfAvailable(),
                destination.getIfAvailable());
    }

    /** Who keeps parents before children. */
    @Nullable SpanShipper shipper() {
        return (this.shippers != null) ? this.shippers.ordered() : null;
    }

    /** Who sends batches. */
    List<BatchShipper> batches() {
        return (this.shippers != null) ? this.shippers.batches() : List.of();
    }

}
