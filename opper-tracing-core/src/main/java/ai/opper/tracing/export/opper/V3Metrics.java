// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.Set;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

import ai.opper.tracing.export.ExportRequest.AddMetric;
import ai.opper.tracing.export.ExportResult;

/**
 * The metrics of version 3: each is an event, and an entry of {@code meta.metrics} of its
 * span, so that it is not lost where events are refused. The metadata comes first, as it
 * can be written twice.
 */
final class V3Metrics {

    private static final ExportResult NO_EVENTS = new ExportResult.Rejected("the API has no events");

    private final OpperConnection client;

    private final SpanIds ids;

    private final TraceReadBack traces;

    private final V3MetaMetrics meta;

    /** Events that may have been stored. */
    private final Doubts<AddMetric> doubts = new Doubts<>();

    V3Metrics(OpperConnection client, SpanIds ids, TraceReadBack traces) {
        this.client = client;
        this.ids = ids;
        this.traces = traces;
        this.meta = new V3MetaMetrics(client);
    }

    Mono<ExportResult> add(AddMetric metric) {
        byte[] event = V3Bodies.event(metric.metric());
        Mono<ExportResult> obstacle = (this.ids.find(metric.spanId()) != null) ? Mono.empty()
                : this.traces.read(metric, metric.traceId(), Set.of(metric.spanId()));
        return obstacle.switchIfEmpty(Mono.defer(() -> {
            String id = this.ids.find(metric.spanId());
            return (id != null) ? addTo(id, metric, event) : Mono.just(V3Outcomes.unknownSpan());
        })).onErrorResume((error) -> Mono.just(Outcomes.ofFailure(error))).doOnNext((result) -> {
            if (!(result instanceof ExportResult.Retry)) {
                this.doubts.settle(metric);
            }
        });
    }

    /** A late metric is not in the metadata yet. */
    private Mono<ExportResult> addTo(String id, AddMetric metric, byte[] event) {
        if (!metric.late()) {
            return addEvent(id, metric, event, false);
        }
        return this.meta.add(id, metric)
            .flatMap((result) -> (result instanceof ExportResult.Retry) ? Mono.just(result)
                    : addEvent(id, metric, event, result instanceof ExportResult.Stored));
    }

    private Mono<ExportResult> addEvent(String id, AddMetric metric, byte[] event, boolean kept) {
        String path = "/v3/spans/" + id + "/events";
        Mono<ExportResult> posted = Mono.defer(() -> post(metric, Message.post(path, event)))
            .flatMap((result) -> (result instanceof ExportResult.Rejected) ? withoutEvent(id, metric, kept)
                    : Mono.just(result));
        if (!(metric.mayExist() || this.doubts.contain(metric))) {
            return posted;
        }
        return this.client.exchange(Message.get(path), (response) -> lookFor(metric, response)).switchIfEmpty(posted);
    }

    /** The API takes no events, or not this one: the metadata has to do. */
    private Mono<ExportResult> withoutEvent(String id, AddMetric metric, boolean kept) {
        return kept ? Mono.just(ExportResult.stored()) : this.meta.add(id, metric);
    }

    /**
     * Stored when it is there, the reason when nobody can say by now, and else nothing.
     */
    private static Mono<ExportResult> lookFor(AddMetric metric, ClientResponse response) {
        if (response.statusCode().is2xxSuccessful()) {
            return Answers.body(response).filter((body) -> isAmong(metric, body)).map((body) -> ExportResult.stored());
        }
        return Answers.obstacle(metric, response);
    }

    /**
     * How events read is not declared: what the API words in another way is not there.
     * What is not JSON is not the API's.
     */
    private static boolean isAmong(AddMetric metric, byte[] events) {
        try {
            return StoredMetrics.ofEvents(events).contain(metric.metric());
        }
        catch (IllegalArgumentException otherWords) {
            return false;
        }
    }

    private Mono<ExportResult> post(AddMetric metric, Message message) {
        return this.client.exchange(message, (response) -> outcome(metric, response))
            .doOnError((error) -> doubt(metric, !Outcomes.hasNotArrived(error)));
    }

    private Mono<ExportResult> outcome(AddMetric metric, ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return response.releaseBody().thenReturn(NO_EVENTS);
        }
        doubt(metric, status.is5xxServerError());
        return Answers.outcome(metric, response)
            .doOnNext((result) -> doubt(metric, status.is2xxSuccessful() && !(result instanceof ExportResult.Stored)));
    }

    private void doubt(AddMetric metric, boolean mayBeStored) {
        if (mayBeStored) {
            this.doubts.add(metric);
        }
    }

}
