// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.OptionalDouble;

/**
 * Says what the call of a model costs, by a price list of your own. There is none built
 * in. A bean of this type is found by the starter.
 *
 * <p>
 * Called on the application's threads when a call of a model is over, so it must not
 * block. What it throws is counted and costs the estimate, nothing else.
 */
@FunctionalInterface
public interface CostEstimator {

    /** Knows no price. */
    CostEstimator NONE = (usage) -> OptionalDouble.empty();

    /**
     * Estimates the cost of one call.
     * @param usage what the call has used
     * @return the cost in the currency of your price list, or empty when it is not known
     */
    OptionalDouble estimate(ModelUsage usage);

}
