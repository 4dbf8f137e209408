// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Locale;

/**
 * How a trace stands. Derived from its root spans: an error that an inner step had and
 * its caller survived leaves the trace {@link #OK}.
 */
public enum TraceStatus {

    /** A root span has not ended. */
    RUNNING,

    /** All root spans have ended, at least one with an error. */
    ERROR,

    /** All root spans have ended without an error. */
    OK;

    /**
     * The status as the API spells it.
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TraceStatus of(long runningRoots, long failedRoots) {
        if (runningRoots > 0) {
            return RUNNING;
        }
        return (failedRoots > 0) ? ERROR : OK;
    }

}
