// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How calls to Opper's own endpoints are put under spans.
 *
 * @param address where Opper is: scheme, host, port and perhaps the beginning of a path;
 * {@code null} when there is none after all
 * @param openTimeout how long a call waits at most until Opper has the span above it
 * @param recordTwice whether the span of a model call keeps the messages and tokens that
 * Opper records by itself
 * @param sendTags whether Opper is told the span's tags with the call
 */
public record GatewaySettings(@Nullable URI address, Duration openTimeout, boolean recordTwice, boolean sendTags) {

    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);

    public GatewaySettings {
        if (openTimeout.isNegative() || openTimeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "The timeout is " + openTimeout + "; it must be between nothing and one minute.");
        }
    }

}
