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
 * @param baseUrl scheme, host and port, without {@code /v2}
 * @param apiKey the bearer token; {@code null} for an API that asks for none
 * @param connectTimeout how long connecting may take
 * @param responseTimeout how long an answer may take
 * @param maxConnections how many connections may be open
 */
public record OpperExporterSettings(URI baseUrl, @Nullable String apiKey, Duration connectTimeout,
        Duration responseTimeout, int maxConnections) {

    public OpperExporterSettings {
        if (!isAddress(baseUrl)) {
            throw new IllegalArgumentException("The base URL '" + baseUrl
                    + "' is not an address of an API; it must look like https://api.opper.ai.");
        }
    }

    /**
     * Whether an address can be one of an API.
     * @param url an address
     * @return {@code true} for an absolute HTTP or HTTPS address
     */
    public static boolean isAddress(URI url) {
        String scheme = url.getScheme();
        return scheme != null && scheme.toLowerCase(Locale.ROOT).matches("https?") && url.getHost() != null;
    }

    /** Leaves the key out: this may end up in a log. */
    @Override
    public String toString() {
        return "OpperExporterSettings[" + this.baseUrl + ']';
    }

}
