// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

import reactor.core.publisher.Mono;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.client.OpperApiException;
import ai.opper.tracing.client.OpperClient;
import ai.opper.tracing.client.Trace;
import ai.opper.tracing.client.TraceSummary;

/** The code of docs/client.md. */
final class ClientSnippets {

    private final OpperClient opper;

    private final OpperTracer tracer;

    ClientSnippets(OpperClient opper, OpperTracer tracer) {
        this.opper = opper;
        this.tracer = tracer;
    }

    void print(UUID traceId) {
        Trace trace = this.opper.traces().get(traceId);
        System.out.println(trace.tree());
        System.out.println(trace.analysis());
    }

    long slow() {
        try (Stream<TraceSummary> traces = this.opper.traces().stream("answer")) {
            return traces.filter((trace) -> trace.durationMs() != null && trace.durationMs() > 5_000).count();
        }
    }

    void judge(UUID spanId) {
        this.tracer.flush(Duration.ofSeconds(5));
        this.opper.spans().feedback(spanId, 1, "exactly right", true);
    }

    Mono<String> name(UUID spanId) {
        return this.opper.reactive()
            .spans()
            .get(spanId)
            .map((span) -> span.name())
            .onErrorResume(OpperApiException.class, (ex) -> Mono.just((ex.status() == 404) ? "gone" : "unknown"));
    }

}
