// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.convert.DurationStyle;

/** How long a caller of the endpoint lets a flush take. A thread waits for so long. */
final class FlushTimeout {

    static final Duration DEFAULT = Duration.ofSeconds(5);

    private static final Duration MIN = Duration.ofMillis(1);

    static final Duration MAX = Duration.ofSeconds(60);

    private FlushTimeout() {
    }

    /**
     * Reads what the caller said.
     * @param text a duration such as {@code 5s}; {@code null} for the default
     * @return the duration
     * @throws InvalidEndpointRequestException when it is none, or not from 1 ms to
     * {@link #MAX}
     */
    static Duration of(@Nullable String text) {
        Duration timeout = (text != null) ? parse(text) : DEFAULT;
        if (timeout.compareTo(MIN) < 0 || timeout.compareTo(MAX) > 0) {
            throw refusal("The timeout '" + text + "' is out of range", null);
        }
        return timeout;
    }

    private static Duration parse(String text) {
        try {
            return DurationStyle.detectAndParse(text);
        }
        catch (IllegalArgumentException | ArithmeticException ex) {
            throw refusal("The timeout '" + text + "' is not a duration", ex);
        }
    }

    private static InvalidEndpointRequestException refusal(String problem, @Nullable Exception cause) {
        String reason = problem + "; set it to one from 1ms to " + MAX.toSeconds() + "s, such as " + DEFAULT.toSeconds()
                + "s.";
        return new InvalidEndpointRequestException(reason, reason, cause);
    }

}
