// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.Set;
import java.util.UUID;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;

/** Asks version 3 which spans of a trace it has stored, and what ids it gave them. */
final class TraceReadBack {

    private final OpperConnection client;

    private final SpanIds ids;

    TraceReadBack(OpperConnection client, SpanIds ids) {
        this.client = client;
        this.ids = ids;
    }

    /**
     * Reads a trace and remembers the ids of the spans that are looked for.
     * @param request what they are needed for
     * @param traceId the trace
     * @param wanted the spans' own ids
     * @return nothing, or what becomes of the request when the API cannot be asked now
     */
    Mono<ExportResult> read(ExportRequest request, UUID traceId, Set<UUID> wanted) {
        return this.client.exchange(Message.get("/v3/traces/" + traceId), (response) -> scan(request, response, wanted))
            .onErrorResume(JacksonException.class, (notJson) -> Mono.just(Outcomes.foreign()))
            .onErrorResume((error) -> Mono.just(Outcomes.ofFailure(error)));
    }

    private Mono<ExportResult> scan(ExportRequest request, ClientResponse response, Set<UUID> wanted) {
        if (response.statusCode().is2xxSuccessful()) {
            TraceScan scan = new TraceScan(wanted, this.ids);
            return response.bodyToFlux(DataBuffer.class)
                .doOnNext((buffer) -> scan.read(bytes(buffer)))
                .then(Mono.fromRunnable(scan::end));
        }
        return Answers.obstacle(request, response);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

}
