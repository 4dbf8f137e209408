// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * The connection to the Local Opper that runs beside the application.
 *
 * @param local what runs there
 */
record LocalOpperConnectionDetails(RunningLocalOpper local) implements OpperConnectionDetails {

    @Override
    public @Nullable URI baseUrl() {
        return this.local.url();
    }

    @Override
    public @Nullable String apiKey() {
        return this.local.token();
    }

    @Override
    public String description() {
        return "Local Opper";
    }

}
