// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.span.SpanRecord;

/**
 * Version 3: the API makes the ids. A span carries its own id in {@code meta} and hangs
 * under the id that the API gave its parent. The API cannot tell a span that it has from
 * one that it has not, so the trace is read back before a span is sent again that may
 * have been stored.
 */
final class OpperV3Dialect implements OpperDialect {

    private static final int MAX_OPENED = 8_192;

    private final OpperConnection client;

    private final SpanIds ids;

    private final TraceReadBack traces;

    private final V3Metrics metrics;

    private final Doubts<UUID> doubts = new Doubts<>();

    /** What running spans were stored with and cannot change any more. */
    private final Recent<UUID, Integer> opened = new Recent<>(MAX_OPENED);

    OpperV3Dialect(OpperConnection client, SpanIds ids) {
        this.client = client;
        this.ids = ids;
        this.traces = new TraceReadBack(client, ids);
        this.metrics = new V3Metrics(client, ids, this.traces);
    }

    @Override
    public Mono<ExportResult> export(ExportRequest request) {
        if (request instanceof ExportRequest.Create create) {
            return create(create, V3Bodies.create(create.span()));
        }
        if (request instanceof ExportRequest.Complete complete) {
            return complete(complete);
        }
        return this.metrics.add((ExportRequest.AddMetric) request);
    }

    private Mono<ExportResult> create(ExportRequest.Create create, byte[] body) {
        SpanRecord span = create.span();
        Set<UUID> unknown = new HashSet<>();
        if (create.mayExist() || this.doubts.contain(span.id())) {
            addUnknown(unknown, span.id());
        }
        addUnknown(unknown, span.parentId());
        Mono<ExportResult> obstacle = unknown.isEmpty() ? Mono.empty()
                : this.traces.read(create, span.traceId(), unknown);
        return obstacle.switchIfEmpty(Mono.defer(() -> post(create, body))).doOnNext((result) -> {
            if (!(result instanceof ExportResult.Retry)) {
                this.doubts.settle(span.id());
            }
        });
    }

    private void addUnknown(Set<UUID> unknown, @Nullable UUID spanId) {
        if (spanId != null && this.ids.find(spanId) == null) {
            unknown.add(spanId);
        }
    }

    private Mono<ExportResult> post(ExportRequest.Create create, byte[] body) {
        SpanRecord span = create.span();
        String known = this.ids.find(span.id());
        if (known != null) {
            return Mono.just(ExportResult.storedAs(known));
        }
        UUID parentId = span.parentId();
        String parent = (parentId != null) ? this.ids.find(parentId) : null;
        if (parentId != null && parent == null) {
            return Mono.just(V3Outcomes.unknownParent(create));
        }
        Message message = Message.post("/v3/spans", (parent != null) ? V3Bodies.withParent(body, parent) : body);
        return this.client.exchange(message, (response) -> created(create, response)).onErrorResume((error) -> {
            doubt(span, !Outcomes.hasNotArrived(error));
            return Mono.just(Outcomes.ofFailure(error));
        });
    }

    private Mono<ExportResult> created(ExportRequest.Create create, ClientResponse response) {
        if (response.statusCode().is2xxSuccessful()) {
            return Answers.body(response).map((answer) -> created(create.span(), answer));
        }
        doubt(create.span(), response.statusCode().is5xxServerError());
        return V3Outcomes.isOtherVersion(create, response.statusCode())
                ? response.releaseBody().thenReturn(V3Outcomes.otherVersion(response.statusCode()))
                : Answers.refusal(create, response);
    }

    private ExportResult created(SpanRecord span, byte[] answer) {
        String id = OpperId.ofNewSpan(answer);
        if (id == null) {
            doubt(span, true);
            return V3Outcomes.noId();
        }
        this.ids.remember(span.id(), id);
        if (span.endTime() == null) {
            this.opened.put(span.id(), fixed(span));
        }
        return ExportResult.storedAs(id);
    }

    private void doubt(SpanRecord span, boolean mayBeStored) {
        if (mayBeStored) {
            this.doubts.add(span.id());
        }
    }

    private Mono<ExportResult> complete(ExportRequest.Complete complete) {
        SpanRecord span = complete.span();
        Integer before = this.opened.get(span.id());
        boolean late = before == null || before != fixed(span);
        byte[] body = V3Bodies.complete(span, late);
        Mono<ExportResult> obstacle = (this.ids.find(span.id()) != null) ? Mono.empty()
                : this.traces.read(complete, span.traceId(), Set.of(span.id()));
        return obstacle.switchIfEmpty(Mono.defer(() -> patch(complete, body))).doOnNext((result) -> {
            if (!(result instanceof ExportResult.Retry)) {
                this.opened.remove(span.id());
            }
        });
    }

    private Mono<ExportResult> patch(ExportRequest.Complete complete, byte[] body) {
        String id = this.ids.find(complete.span().id());
        if (id == null) {
            return Mono.just(V3Outcomes.unknownSpan());
        }
        return this.client
            .exchange(Message.patch("/v3/spans/" + id, body), (response) -> Answers.outcome(complete, response))
            .onErrorResume((error) -> Mono.just(Outcomes.ofFailure(error)));
    }

    /** Stands for what a change cannot change. */
    private static int fixed(SpanRecord span) {
        return Objects.hash(span.name(), span.type(), span.input());
    }

}
