// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.http.HttpStatus;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;

/** Reads what the API answers. */
final class Answers {

    private Answers() {
    }

    /** What an answer means when its status says everything. */
    static Mono<ExportResult> outcome(ExportRequest request, ClientResponse response) {
        return response.statusCode().is2xxSuccessful() ? success(response) : refusal(request, response);
    }

    static Mono<ExportResult> refusal(ExportRequest request, ClientResponse response) {
        return body(response).onErrorReturn(new byte[0])
            .map((body) -> Outcomes.of(request, response.statusCode().value(), response.headers(), body));
    }

    /**
     * What a question that was refused means: why nobody can say by now, or nothing. An
     * API that never answers it must not keep spans and metrics from being stored.
     */
    static Mono<ExportResult> obstacle(ExportRequest request, ClientResponse response) {
        return response.statusCode().isSameCodeAs(HttpStatus.NOT_FOUND) ? response.releaseBody().then(Mono.empty())
                : refusal(request, response).filter((result) -> result instanceof ExportResult.Retry);
    }

    static Mono<byte[]> body(ClientResponse response) {
        return response.bodyToMono(byte[].class).defaultIfEmpty(new byte[0]);
    }

    /**
     * The body is read to its end, since half a response is none and a connection with an
     * unread one cannot be used again; but no more than its first character is looked at.
     */
    private static Mono<ExportResult> success(ClientResponse response) {
        AtomicInteger first = new AtomicInteger();
        return response.bodyToFlux(DataBuffer.class).doOnNext((buffer) -> {
            for (int i = buffer.readPosition(); first.get() == 0 && i < buffer.writePosition(); i++) {
                first.set(Math.max(0, buffer.getByte(i) - ' '));
            }
            DataBufferUtils.release(buffer);
        }).then(Mono.fromSupplier(() -> {
            boolean answered = first.get() == '{' - ' ' || first.get() == 0;
            return answered ? ExportResult.stored() : Outcomes.foreign();
        }));
    }

}
