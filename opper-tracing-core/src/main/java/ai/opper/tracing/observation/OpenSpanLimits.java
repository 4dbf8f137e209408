// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.time.Duration;

/**
 * How long, and how many, spans may be open.
 *
 * @param maxAge after so long an open span is closed as abandoned
 * @param maxBytes what open spans may take of the memory, an estimate; when it gets
 * short, the oldest are closed as abandoned
 */
public record OpenSpanLimits(Duration maxAge, long maxBytes) {

    /** One hour, and an eighth of the heap. */
    public static final OpenSpanLimits DEFAULT = withMaxAge(Duration.ofHours(1));

    public OpenSpanLimits {
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("The maximum age of a span is " + maxAge + "; it must be positive.");
        }
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("There is no room for open spans in " + maxBytes + " bytes.");
        }
    }

    /**
     * Limits with an eighth of the heap for open spans.
     * @param maxAge after so long an open span is closed as abandoned
     * @return the limits
     */
    public static OpenSpanLimits withMaxAge(Duration maxAge) {
        return new OpenSpanLimits(maxAge, Runtime.getRuntime().maxMemory() / 8);
    }

}
