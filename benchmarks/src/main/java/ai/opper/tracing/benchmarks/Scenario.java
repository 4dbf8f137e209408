// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks;

/** Something that can be measured. */
@FunctionalInterface
public interface Scenario {

    /**
     * Measures.
     * @param options what the user has asked for
     * @param score where the figures go
     * @throws Exception when it could not be measured
     */
    void run(Options options, Scorecard score) throws Exception;

}
