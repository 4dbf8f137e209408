// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.opper.tracing.export.BatchSettings;
import ai.opper.tracing.export.BatchShipper;
import ai.opper.tracing.export.SpanBatchExporter;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;

/**
 * Makes a shipper for each exporter of batches. The main ledger, in which recording
 * counts what it makes, belongs to the first exporter of all; every other one has its
 * own.
 *
 * @param settings how batches are sent
 * @param ledger the main ledger
 * @param problems is told what goes wrong
 */
record BatchShippers(BatchSettings settings, Ledger ledger, Problems problems) {

    private static final Set<String> TAKEN = Set.of("opper");

    List<BatchShipper> make(List<SpanBatchExporter> exporters, boolean firstOfAll) {
        Set<String> names = new HashSet<>(TAKEN);
        List<BatchShipper> shippers = new ArrayList<>();
        for (SpanBatchExporter exporter : exporters) {
            if (!names.add(exporter.name())) {
                throw new IllegalStateException("There are two exporters of spans with the name '" + exporter.name()
                        + "'. Let SpanBatchExporter.name() return another one for " + exporter.getClass().getName()
                        + '.');
            }
            boolean main = firstOfAll && shippers.isEmpty();
            shippers.add(
                    new BatchShipper(exporter, this.settings, main ? this.ledger : new Ledger(), !main, this.problems));
        }
        return shippers;
    }

}
