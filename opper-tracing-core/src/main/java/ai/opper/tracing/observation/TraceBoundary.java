// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

/** Positions that keep traces apart. */
enum TraceBoundary implements TracePosition {

    /** What is inside starts traces of its own, whatever another tracer makes of it. */
    NEW_TRACE

}
