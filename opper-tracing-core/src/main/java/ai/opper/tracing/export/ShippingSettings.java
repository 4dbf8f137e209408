// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;

/**
 * How spans are shipped.
 *
 * @param maxConcurrency how many requests may be under way at once, at least 1
 * @param flushInterval how long a finished span that nothing holds may lie unseen
 * @param hold how long a finished span waits for its parent to end
 * @param shutdownTimeout how long stopping may take
 */
public record ShippingSettings(int maxConcurrency, Duration flushInterval, Duration hold, Duration shutdownTimeout) {

    /** What holds when nobody says otherwise. */
    public static final ShippingSettings DEFAULT = new ShippingSettings(64, Duration.ofMillis(500),
            Duration.ofSeconds(2), Duration.ofSeconds(5));

    public ShippingSettings {
        if (maxConcurrency < 1) {
            throw new IllegalArgumentException(
                    "The number of requests at once is " + maxConcurrency + "; it must be at least 1.");
        }
    }

}
