// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.Locale;

/** Whether the destination is asked, and if not, why. */
public enum GateState {

    /** Requests are made. */
    OPEN,

    /** The destination asked to be left alone for a while. */
    BUSY,

    /**
     * The destination fails or is not reached; one request at a time finds out whether it
     * is back.
     */
    FAILING,

    /** The destination does not accept the key; one request a minute tries it again. */
    UNAUTHORIZED;

    /**
     * The state as it is written in meters, health and the Actuator endpoint.
     * @return the name in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}
