// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import ai.opper.tracing.FlushResult;
import ai.opper.tracing.export.SpanShippers;

/** Shows how tracing is doing, and sends what waits. */
@Endpoint(id = "oppertracing")
final class OpperTracingEndpoint {

    private final TracingParts parts;

    OpperTracingEndpoint(TracingParts parts) {
        this.parts = parts;
    }

    @ReadOperation
    TracingReport report() {
        return TracingReport.of(this.parts);
    }

    /**
     * Sends what is finished and waits for it.
     * @param timeout how long to wait at most, such as {@code 5s}
     * @return what became of it
     */
    @WriteOperation
    FlushReport flush(@Nullable String timeout) {
        SpanShippers shippers = this.parts.shippers();
        return FlushReport.of((shippers != null) ? shippers.flush(FlushTimeout.of(timeout))
                : new FlushResult(0, this.parts.ledger().pending(), 0));
    }

}
