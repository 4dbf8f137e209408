// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: exponential, with full jitter, so that many
 * spans and many instances do not come back at the same moment.
 */
final class RetryBackoff {

    private static final long FIRST_MILLIS = 250;

    private static final long MAX_MILLIS = 30_000;

    private static final Duration MAX_ASKED = Duration.ofMinutes(5);

    private static final int MAX_DOUBLINGS = 7;

    private static final double ASKED_JITTER = 0.1;

    private final RandomGenerator random;

    RetryBackoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Chooses a delay.
     * @param attempts how many attempts have failed, from 1
     * @param asked what the destination asked for, if it did; a time that is over already
     * asks for nothing
     * @return the delay
     */
    Duration delay(int attempts, @Nullable Duration asked) {
        if (asked != null && asked.compareTo(Duration.ZERO) > 0) {
            long millis = (asked.compareTo(MAX_ASKED) > 0) ? MAX_ASKED.toMillis() : asked.toMillis();
            return Duration.ofMillis(1 + millis + (long) (millis * ASKED_JITTER * this.random.nextDouble()));
        }
        long limit = Math.min(MAX_MILLIS, FIRST_MILLIS << Math.min(attempts - 1, MAX_DOUBLINGS));
        return Duration.ofMillis(1 + this.random.nextLong(limit));
    }

}
