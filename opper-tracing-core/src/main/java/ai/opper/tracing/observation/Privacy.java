// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

/** How much of what an application handles may be recorded. */
public enum Privacy {

    /** What the capture's limits and the redaction let through. */
    STANDARD,

    /**
     * No content: names, types, ids, times and numbers only, and of an exception its
     * class.
     */
    STRICT

}
