// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/** Where Opper's API is. A bean of this type wins over the properties. */
public interface OpperConnectionDetails extends ConnectionDetails {

    /**
     * The address.
     * @return scheme, host and port, without {@code /v2}; {@code null} when there is no
     * API after all, so that nothing is recorded
     */
    @Nullable URI baseUrl();

    /**
     * The bearer token.
     * @return the token, or {@code null} for an API that asks for none
     */
    default @Nullable String apiKey() {
        return null;
    }

    /**
     * What a person calls this API.
     * @return a few words for the log
     */
    default String description() {
        return "Opper";
    }

}
