// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;

/**
 * Opens spools in one directory, one after the other, for an application that stops and
 * starts. Remembers what the last one has left, so that the ledger counts nothing twice.
 */
public final class FileSpools implements Supplier<Spool> {

    private final SpoolSettings settings;

    private final Ledger ledger;

    private final Problems problems;

    /** How many spans and metrics were left in each folder. */
    private final Map<Path, Long> left = new ConcurrentHashMap<>();

    /**
     * Makes a source of spools.
     * @param settings where spans are kept and how many
     * @param ledger counts what was found and what had to be given up
     * @param problems is told what goes wrong
     */
    public FileSpools(SpoolSettings settings, Ledger ledger, Problems problems) {
        this.settings = settings;
        this.ledger = ledger;
        this.problems = problems;
    }

    /**
     * Opens a spool. The one before has to be closed.
     * @return a spool that has to be closed
     */
    @Override
    public Spool get() {
        return FileSpool.open(this.settings, this.left, this.ledger, this.problems);
    }

}
