// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.Map;

import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonGenerator;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanRecord;

/**
 * Version 2: the client makes the ids, one complete POST makes a span, a PATCH completes
 * one that was posted while it ran. There are no tags, events or findings in this
 * version, so they travel in {@code meta}.
 */
final class OpperV2Dialect implements OpperDialect {

    private final OpperConnection client;

    /**
     * Metrics have no ids by which the API could tell that it has them, so it is asked
     * before they are sent again.
     */
    private final Doubts<ExportRequest.AddMetric> doubts = new Doubts<>();

    OpperV2Dialect(OpperConnection client) {
        this.client = client;
    }

    @Override
    public Mono<ExportResult> export(ExportRequest request) {
        Message message = message(request);
        Mono<ExportResult> result = send(request, message);
        if (request instanceof ExportRequest.AddMetric metric && (metric.mayExist() || this.doubts.contain(metric))) {
            result = isStored(metric, 0)
                .flatMap((stored) -> stored ? Mono.just(ExportResult.stored()) : send(metric, message))
                .onErrorResume((error) -> Mono.just(Outcomes.ofFailure(error)));
        }
        return result.doOnNext((known) -> settle(request, known));
    }

    private static Message message(ExportRequest request) {
        if (request instanceof ExportRequest.Create create) {
            return Message.post("/v2/spans", BodyJson.body((out) -> writeNew(out, create.span())));
        }
        if (request instanceof ExportRequest.Complete complete) {
            SpanRecord span = complete.span();
            return Message.patch("/v2/spans/" + span.id(), BodyJson.body((out) -> writeChange(out, span)));
        }
        ExportRequest.AddMetric metric = (ExportRequest.AddMetric) request;
        return Message.post("/v2/spans/" + metric.spanId() + "/metrics",
                BodyJson.body((out) -> BodyJson.writeMetric(out, metric.metric())));
    }

    private Mono<ExportResult> send(ExportRequest request, Message message) {
        return this.client.exchange(message, (response) -> outcome(request, response)).onErrorResume((error) -> {
            doubt(request, !Outcomes.hasNotArrived(error));
            return Mono.just(Outcomes.ofFailure(error));
        });
    }

    private Mono<ExportResult> outcome(ExportRequest request, ClientResponse response) {
        doubt(request, response.statusCode().is5xxServerError());
        boolean success = response.statusCode().is2xxSuccessful();
        return Answers.outcome(request, response)
            .doOnNext((result) -> doubt(request, success && !(result instanceof ExportResult.Stored)));
    }

    private void doubt(ExportRequest request, boolean mayBeStored) {
        if (mayBeStored && request instanceof ExportRequest.AddMetric metric) {
            this.doubts.add(metric);
        }
    }

    private void settle(ExportRequest request, ExportResult result) {
        if (request instanceof ExportRequest.AddMetric metric && !(result instanceof ExportResult.Retry)) {
            this.doubts.settle(metric);
        }
    }

    private Mono<Boolean> isStored(ExportRequest.AddMetric metric, int offset) {
        Message page = Message
            .get("/v2/spans/" + metric.spanId() + "/metrics?offset=" + offset + "&limit=" + StoredMetrics.PAGE_SIZE);
        return this.client.exchange(page, OpperV2Dialect::page).flatMap((stored) -> {
            boolean found = stored.contain(metric.metric());
            return (found || !stored.isFull()) ? Mono.just(found) : isStored(metric, offset + StoredMetrics.PAGE_SIZE);
        });
    }

    private static Mono<StoredMetrics> page(ClientResponse response) {
        return response.statusCode().isError() ? response.createError()
                : Answers.body(response).map(StoredMetrics::read);
    }

    private static void writeNew(JsonGenerator out, SpanRecord span) {
        BodyJson.write(out, "id", span.id());
        BodyJson.write(out, "trace_id", span.traceId());
        BodyJson.write(out, "parent_id", span.parentId());
        writeCommon(out, span);
        BodyJson.writePayload(out, "input", span.input());
        BodyJson.writePayload(out, "output", span.output());
    }

    /** A change takes input and output as texts only. */
    private static void writeChange(JsonGenerator out, SpanRecord span) {
        writeCommon(out, span);
        BodyJson.writeText(out, "input", span.input());
        BodyJson.writeText(out, "output", span.output());
    }

    private static void writeCommon(JsonGenerator out, SpanRecord span) {
        BodyJson.write(out, "name", span.name());
        BodyJson.write(out, "type", span.type());
        BodyJson.write(out, "start_time", span.startTime());
        BodyJson.write(out, "end_time", span.endTime());
        BodyJson.write(out, "error", span.error());
        Integer score = span.score();
        if (score != null) {
            out.writeNumberProperty("score", score);
        }
        writeMeta(out, span);
    }

    private static void writeMeta(JsonGenerator out, SpanRecord span) {
        out.writeObjectPropertyStart("meta");
        for (Map.Entry<String, Payload> entry : span.meta().entrySet()) {
            BodyJson.writePayload(out, Meta.keyFor(entry.getKey()), entry.getValue());
        }
        BodyJson.writeContext(out, span);
        BodyJson.writeTags(out, span.tags());
        out.writeEndObject();
    }

}
