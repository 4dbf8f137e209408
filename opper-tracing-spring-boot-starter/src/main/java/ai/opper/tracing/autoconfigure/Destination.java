// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Where our own exporter sends spans, for whoever has to know whether there is such a
 * place: Local Opper may have failed to start.
 *
 * @param description what a person calls it
 * @param url its address, {@code null} when there is none after all
 */
record Destination(String description, @Nullable URI url) {

    boolean exists() {
        return this.url != null;
    }

}
