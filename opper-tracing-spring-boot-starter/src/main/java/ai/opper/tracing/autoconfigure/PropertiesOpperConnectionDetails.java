// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.StringUtils;

/**
 * The connection that properties describe.
 *
 * @param baseUrl the address
 * @param apiKey the bearer token
 */
record PropertiesOpperConnectionDetails(URI baseUrl, String apiKey) implements OpperConnectionDetails {

    private static final String DEFAULT_URL = "https://api.opper.ai";

    static final String BASE_URL = "opper.tracing.base-url";

    static PropertiesOpperConnectionDetails of(@Nullable String baseUrl, PropertyResolver environment) {
        String url = StringUtils.hasText(baseUrl) ? baseUrl : environment.getProperty("OPPER_BASE_URL", DEFAULT_URL);
        PropertiesOpperConnectionDetails details = new PropertiesOpperConnectionDetails(address(url.strip()),
                key(environment));
        TracingSettings.checkConnection(details.baseUrl(), details.apiKey());
        return details;
    }

    private static URI address(String url) {
        try {
            return URI.create(url);
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidOpperPropertyException(BASE_URL, "'" + url + "' is not an address.",
                    "Set it to an address such as https://api.opper.ai.", ex);
        }
    }

    private static String key(PropertyResolver environment) {
        String key = OpperApiKey.find(environment);
        if (key == null || key.isBlank()) {
            throw new InvalidOpperPropertyException(OpperApiKey.PROPERTY, "The key is blank.",
                    "Set it to an API key of your Opper account, or remove it to see traces in Local Opper.", null);
        }
        return key.strip();
    }

    @Override
    public String toString() {
        return "Opper at " + this.baseUrl;
    }

}
