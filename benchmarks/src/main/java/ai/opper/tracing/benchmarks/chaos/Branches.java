// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.chaos;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

/** The part of the application that is traced by annotation. */
class Branches {

    /**
     * Does some work.
     * @param input what is recorded as the input
     * @param work what happens inside of the span
     * @return a result to record
     */
    @Traced(type = SpanType.TOOL, input = "#input")
    public String branch(String input, Runnable work) {
        work.run();
        return "grown from " + input.length();
    }

}
