// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.Locale;

/** Why a span or metric was given up. */
public enum Drop {

    /** The buffer was full. */
    MEMORY_FULL,

    /** The span above it never reached the destination. */
    PARENT_DROPPED,

    /** It has waited for longer than anything is kept. */
    TTL,

    /** The application stopped before it could be sent. */
    SHUTDOWN,

    /** The spool was full, so that its oldest entries went. */
    SPOOL_FULL,

    /** It was in a spool file that could not be read. */
    DISK_ERROR,

    /** While this process was stopped another one has taken it over, and counts it. */
    ADOPTED,

    /** It could not be rendered or handed on; a defect of ours or of an extension. */
    FAILED;

    /**
     * The reason as it is written in log lines, meters and the Actuator endpoint.
     * @return the name in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}
