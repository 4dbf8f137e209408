// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.nio.charset.StandardCharsets;

import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import ai.opper.tracing.export.ExportRequest.AddMetric;
import ai.opper.tracing.export.ExportResult;

/**
 * Adds metrics to the metadata of stored spans. Whether the API merges a change with what
 * it has is unknown, so the metadata is read and sent back whole, by one at a time.
 */
final class V3MetaMetrics {

    private static final JsonMapper JSON = JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();

    private final OpperConnection client;

    private final Turns turns = new Turns();

    V3MetaMetrics(OpperConnection client) {
        this.client = client;
    }

    /**
     * Adds a metric, unless it is there.
     * @param id Opper's id of the span
     * @param metric the metric
     * @return what became of it
     */
    Mono<ExportResult> add(String id, AddMetric metric) {
        Message get = Message.get("/v3/spans/" + id);
        return this.turns.take(metric.spanId(),
                () -> this.client.exchange(get, (response) -> addTo(id, metric, response)).flatMap((then) -> then));
    }

    private Mono<Mono<ExportResult>> addTo(String id, AddMetric metric, ClientResponse response) {
        if (!response.statusCode().is2xxSuccessful()) {
            return Answers.refusal(metric, response).map(Mono::just);
        }
        return Answers.body(response).map((body) -> addTo(id, metric, JSON.readTree(body).at("/data/meta")));
    }

    private Mono<ExportResult> addTo(String id, AddMetric metric, JsonNode stored) {
        if (StoredMetrics.ofMeta(stored).contain(metric.metric())) {
            return Mono.just(ExportResult.stored());
        }
        ObjectNode meta = (stored instanceof ObjectNode object) ? object
                : JSON.createObjectNode().put(Meta.CLIENT_SPAN_ID, metric.spanId().toString());
        meta.withArray(Meta.METRICS).add(JSON.readTree(V3Bodies.metric(metric.metric())));
        byte[] change = JSON.createObjectNode().set("meta", meta).toString().getBytes(StandardCharsets.UTF_8);
        return this.client.exchange(Message.patch("/v3/spans/" + id, change),
                (response) -> Answers.outcome(metric, response));
    }

}
