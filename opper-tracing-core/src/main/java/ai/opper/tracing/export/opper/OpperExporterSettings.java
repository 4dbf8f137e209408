// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How to reach an Opper API.
 *
 * @param baseUrl scheme, host, port and whatever stands before {@code /v2} or {@code /v3}
 * @param apiKey the bearer token, without the white space around it; {@code null} for an
 * API that asks for none
 * @param connectTimeout how long connecting may take
 * @param responseTimeout how long an answer may take
 * @param maxConnections how many connections may be open
 * @param apiVersion which version of the API to speak
 */
public record OpperExporterSettings(URI baseUrl, @Nullable String apiKey, Duration connectTimeout,
        Duration responseTimeout, int maxConnections, OpperApiVersion apiVersion) {

    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    public OpperExporterSettings {
        checkAddress(baseUrl);
        apiKey = checkedKey(apiKey);
        checkDuration("connect timeout", connectTimeout);
        checkDuration("response timeout", responseTimeout);
        if (maxConnections < 1) {
            throw new IllegalArgumentException(
                    "The number of connections is " + maxConnections + "; it must be at least 1.");
        }
    }

    /**
     * Speaks version 2.
     * @param baseUrl scheme, host, port and whatever stands before {@code /v2}
     * @param apiKey the bearer token, or {@code null}
     * @param connectTimeout how long connecting may take
     * @param responseTimeout how long an answer may take
     * @param maxConnections how many connections may be open
     */
    public OpperExporterSettings(URI baseUrl, @Nullable String apiKey, Duration connectTimeout,
            Duration responseTimeout, int maxConnections) {
        this(baseUrl, apiKey, connectTimeout, responseTimeout, maxConnections, OpperApiVersion.V2);
    }

    private static void checkAddress(URI url) {
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("The base URL has a user, a query or a fragment;"
                    + " it must be an address only, such as https://api.opper.ai.");
        }
        String scheme = url.getScheme();
        boolean http = scheme != null && scheme.toLowerCase(Locale.ROOT).matches("https?");
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "The base URL '" + url + "' is not an address of an API; it must look like https://api.opper.ai.");
        }
    }

    /** Keys that come from files often end with a line break. */
    private static @Nullable String checkedKey(@Nullable String key) {
        if (key == null) {
            return null;
        }
        String stripped = key.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("The API key is blank; leave it out or set it.");
        }
        if (!stripped.chars().allMatch((character) -> character > ' ' && character <= '~')) {
            throw new IllegalArgumentException("The API key has a character that no HTTP header may carry,"
                    + " such as a line break, a space or a letter outside of ASCII; copy it again.");
        }
        return stripped;
    }

    private static void checkDuration(String what, Duration duration) {
        if (duration.isZero() || duration.isNegative() || duration.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "The " + what + " is " + duration + "; it must be positive and at most one hour.");
        }
    }

    /**
     * The base URL without a slash at its end, so that a path can follow.
     * @return an address
     */
    public String address() {
        return address(this.baseUrl);
    }

    /**
     * An address without a slash at its end, so that a path can follow.
     * @param baseUrl the address
     * @return its text
     */
    public static String address(URI baseUrl) {
        String text = baseUrl.toString();
        int end = text.length();
        while (text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Leaves the key out: this may end up in a log. */
    @Override
    public String toString() {
        return "OpperExporterSettings[" + this.baseUrl + ']';
    }

}
