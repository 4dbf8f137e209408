// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Set;
import java.util.UUID;

/**
 * Hears of changes once they are written. Called on the thread that writes, so it must be
 * quick and must not throw.
 */
public interface StoreListener {

    /**
     * Spans, metrics or feedback of traces changed, or the traces are gone.
     * @param traceIds the traces
     */
    void tracesChanged(Set<UUID> traceIds);

    /** Some dataset or its entries changed. */
    void datasetsChanged();

    /** Some threshold was made or removed. */
    void thresholdsChanged();

    /**
     * A listener that does nothing.
     * @return the listener
     */
    static StoreListener none() {
        return new StoreListener() {

            @Override
            public void tracesChanged(Set<UUID> traceIds) {
                // Nobody looks.
            }

            @Override
            public void datasetsChanged() {
                // Nobody looks.
            }

            @Override
            public void thresholdsChanged() {
                // Nobody looks.
            }

        };
    }

}
