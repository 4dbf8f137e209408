// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/** Keeps the spool within its size and age: the oldest goes, and is counted. */
final class SpoolBounds {

    private final SpoolSettings settings;

    private final SpoolDirectory directory;

    private final LongSupplier clock;

    private final Problems problems;

    SpoolBounds(SpoolSettings settings, SpoolDirectory directory, LongSupplier clock, Problems problems) {
        this.settings = settings;
        this.directory = directory;
        this.clock = clock;
        this.problems = problems;
    }

    void hold() {
        while (this.directory.bytes() > this.settings.maxBytes() && giveUpOldest(Drop.SPOOL_FULL, Long.MAX_VALUE)) {
            // One file at a time, until the rest fits.
        }
        long writtenBefore = this.clock.getAsLong() - this.settings.maxAge().toMillis();
        while (giveUpOldest(Drop.TTL, writtenBefore)) {
            // One file at a time, until the rest is young enough.
        }
    }

    private boolean giveUpOldest(Drop reason, long writtenBefore) {
        for (SpoolFolder folder : this.directory.folders()) {
            Segment oldest = folder.oldest();
            if (oldest != null && oldest.writtenMillis < writtenBefore) {
                giveUp(folder, oldest, reason);
                return true;
            }
        }
        return false;
    }

    private void giveUp(SpoolFolder folder, Segment oldest, Drop reason) {
        int items = this.directory.giveUp(folder, oldest, reason);
        if (items > 0) {
            this.problems.report(Problem.SPOOL_OVERFLOWED, "Spool",
                    "spans were dropped because the spool "
                            + ((reason == Drop.TTL) ? "keeps them for " + this.settings.maxAge()
                                    : "takes " + this.settings.maxBytes() + " bytes at most"),
                    null);
        }
        this.directory.removeSettled();
    }

}
