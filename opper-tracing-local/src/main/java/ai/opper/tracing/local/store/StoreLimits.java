// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.time.Duration;

/**
 * What is kept at most.
 *
 * @param maxAge how long a trace is kept after it came; zero for ever
 * @param maxBytes how many bytes of spans are kept; zero without limit
 */
public record StoreLimits(Duration maxAge, long maxBytes) {

    /**
     * Everything for ever.
     * @return no limits
     */
    public static StoreLimits none() {
        return new StoreLimits(Duration.ZERO, 0);
    }

}
