// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.opper.OpperExporterSettings;
import ai.opper.tracing.span.SpanSink;

/**
 * Where our own exporter sends spans, for whoever has to know whether there is such a
 * place: Local Opper may have failed to start. Its text names the place and never a key.
 *
 * @param description what a person calls it
 * @param settings how to reach it, {@code null} when there is none after all
 */
public record Destination(String description, @Nullable OpperExporterSettings settings) {

    static Destination of(OpperConnectionDetails connection, TracingSettings settings) {
        URI url = connection.baseUrl();
        return new Destination(connection.description(),
                (url != null) ? settings.exporter(url, connection.apiKey()) : null);
    }

    /**
     * Whether what is recorded gets anywhere. A sink of the user's always does.
     */
    static boolean isReachedBy(SpanSink sink, ObjectProvider<Destination> destination) {
        return !(sink instanceof SpanBuffer) || destination.stream().allMatch(Destination::exists);
    }

    boolean exists() {
        return this.settings != null;
    }

    @Override
    public String toString() {
        return this.description + ((this.settings != null) ? " at " + this.settings.baseUrl() : " (not available)");
    }

}
