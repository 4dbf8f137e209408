// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * How much Local Opper keeps. What came first goes first; examples in datasets stay.
 *
 * @param maxAge how long a trace is kept after it came; zero for ever
 * @param maxSize how much the stored spans may take together, as texts; zero without
 * limit
 */
public record LocalOpperRetention(Duration maxAge, DataSize maxSize) {

    private static final Duration DEFAULT_AGE = Duration.ofDays(30);

    private static final DataSize DEFAULT_SIZE = DataSize.ofGigabytes(2);

    /**
     * Checks the limits.
     * @throws IllegalArgumentException when one is negative
     */
    public LocalOpperRetention {
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException(
                    "opper.local.retention.max-age must not be negative; 0 keeps traces for ever.");
        }
        if (maxSize.isNegative()) {
            throw new IllegalArgumentException(
                    "opper.local.retention.max-size must not be negative; 0 keeps traces of any size.");
        }
    }

    /**
     * The limits that need no configuration.
     * @return 30 days and 2 GB
     */
    public static LocalOpperRetention defaults() {
        return new LocalOpperRetention(DEFAULT_AGE, DEFAULT_SIZE);
    }

}
