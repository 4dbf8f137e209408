// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import ai.opper.tracing.span.Ledger;

/**
 * How many spans and metrics of a folder nobody holds. Tells the ledger as soon as that
 * one knows of them. Only for the spool's thread.
 */
final class WaitingItems {

    private final Ledger ledger;

    private boolean told;

    private long items;

    WaitingItems(Ledger ledger) {
        this.ledger = ledger;
    }

    void add(long change) {
        this.items += change;
        if (this.told) {
            tell(change);
        }
    }

    /** From now on the ledger is told. */
    void begin() {
        this.told = true;
        tell(this.items);
    }

    private void tell(long change) {
        if (change > 0) {
            this.ledger.countSpooled(change);
        }
        else if (change < 0) {
            this.ledger.countUnspooled(-change);
        }
    }

    long items() {
        return this.items;
    }

}
