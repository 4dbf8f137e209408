// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * Keeps what goes wrong while recording away from the application: counted and explained,
 * never passed on.
 */
final class Shield {

    private Shield() {
    }

    /**
     * Does work whose failure the application must not notice.
     * @param problems where a failure is counted
     * @param place where it happens, as a reader of a log knows it
     * @param what what it means when it fails, as a clause
     * @param work the work
     */
    static void run(Problems problems, String place, String what, Runnable work) {
        try {
            work.run();
        }
        catch (Throwable ex) {
            problems.report(Problem.RECORDING_FAILED, place, what, ex);
        }
    }

}
