// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

/**
 * How a span tells the stub when it ended: its name is the reading of the monotonic
 * clock, which is the same for all processes of a Linux machine.
 */
final class Stamps {

    static final String PREFIX = "\"name\":\"@";

    /** The name is among the first fields. */
    static final int SEARCHED_BYTES = 400;

    private Stamps() {
    }

    static String now() {
        return "@" + System.nanoTime();
    }

}
