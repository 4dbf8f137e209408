// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

/** Positions below which nothing is recorded. */
enum Unrecorded implements TracePosition {

    /** The trace is not sampled. */
    NOT_SAMPLED,

    /** So many spans were open that there was no room for one more. */
    NO_ROOM

}
