// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

/**
 * How much of a value is rendered.
 *
 * @param maxBytes the size of one payload in bytes, at least {@value #MIN_BYTES}
 * @param maxDepth how many containers deep a value is walked, 1 to 32
 */
public record CaptureLimits(int maxBytes, int maxDepth) {

    /** The smallest payload that can still say that something was left out. */
    public static final int MIN_BYTES = 256;

    /** Deeper than anybody reads. */
    private static final int MAX_DEPTH = 32;

    /** What holds when nobody says otherwise: 16 KiB and 8 levels. */
    public static final CaptureLimits DEFAULT = new CaptureLimits(16 * 1024, 8);

    public CaptureLimits {
        if (maxBytes < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "The size limit of a payload is " + maxBytes + " bytes; it must be at least " + MIN_BYTES + '.');
        }
        if (maxDepth < 1 || maxDepth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "The depth limit is " + maxDepth + "; it must be between 1 and " + MAX_DEPTH + ".");
        }
    }

}
