// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Locale;

/**
 * How a trace is doing. Only its root spans decide: what failed inside of them may have
 * been handled.
 */
public enum TraceStatus {

    /** A root span has not ended. */
    RUNNING(0),

    /** All root spans have ended, at least one with an error. */
    ERROR(1),

    /** All root spans have ended without an error. */
    OK(2);

    private final int code;

    TraceStatus(int code) {
        this.code = code;
    }

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

    /** The status as the database has it. */
    int code() {
        return this.code;
    }

    static TraceStatus ofCode(int code) {
        return (code == RUNNING.code) ? RUNNING : (code == ERROR.code) ? ERROR : OK;
    }

}
