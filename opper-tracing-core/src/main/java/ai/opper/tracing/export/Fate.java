// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;

/** What becomes of spans and metrics in the end: the ledger counts each of them once. */
@FunctionalInterface
interface Fate {

    Fate STORED = Ledger::countStored;

    Fate DEAD_LETTERED = Ledger::countDeadLettered;

    void countIn(Ledger ledger, long items);

    static Fate dropped(Drop reason) {
        return (ledger, items) -> ledger.countDropped(reason, items);
    }

}
