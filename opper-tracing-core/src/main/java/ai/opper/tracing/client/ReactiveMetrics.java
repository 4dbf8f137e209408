// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Metrics of spans, without waiting: nothing is sent before somebody subscribes. Version
 * 3 of the API keeps them as events, which can be made and listed only.
 */
public final class ReactiveMetrics {

    private static final String KIND = "evaluation";

    private final boolean v3;

    private final MetricExchange metrics;

    private final EventExchange events;

    ReactiveMetrics(boolean v3, MetricExchange metrics, EventExchange events) {
        this.v3 = v3;
        this.metrics = metrics;
        this.events = events;
    }

    /**
     * Attaches a number to a span.
     * @param spanId the span
     * @param dimension the metric's name
     * @param value the value
     * @param comment a remark, or {@code null}
     * @return what was stored
     */
    public Mono<OpperMetric> create(UUID spanId, String dimension, double value, @Nullable String comment) {
        Map<String, Object> metric = new LinkedHashMap<>(Map.of("dimension", dimension, "value", value));
        if (comment != null) {
            metric.put("comment", comment);
        }
        if (!this.v3) {
            return Answers.one(this.metrics.create(spanId, ApiJson.tree(metric)), OpperMetric.class);
        }
        JsonNode event = ApiJson.tree(Map.of("kind", KIND, "source", "sdk", "data", metric));
        OpperMetric sent = new OpperMetric(null, spanId, dimension, value, comment, null);
        return this.events.create(spanId, event)
            .flatMap((answer) -> Mono.justOrEmpty(ofEvents(List.of(ApiJson.content(answer))).stream().findFirst()))
            .defaultIfEmpty(sent)
            .onErrorMap(Answers::explained);
    }

    /**
     * Lists metrics of a span.
     * @param spanId the span
     * @param offset how many to leave out
     * @param limit how many to give at most
     * @return a part of them
     */
    public Mono<Page<OpperMetric>> list(UUID spanId, int offset, int limit) {
        if (!this.v3) {
            return Answers.page(this.metrics.list(spanId, offset, limit), OpperMetric.class);
        }
        return this.events.list(spanId).map((answer) -> {
            List<OpperMetric> all = ofEvents(answer.path("data"));
            return new Page<>(all.stream().skip(offset).limit(limit).toList(), all.size());
        }).onErrorMap(Answers::explained);
    }

    /**
     * Lists all metrics of a span, page by page.
     * @param spanId the span
     * @return all of them
     */
    public Flux<OpperMetric> stream(UUID spanId) {
        return Answers.all((offset) -> list(spanId, offset, Answers.PAGE_SIZE));
    }

    /**
     * Reads a metric.
     * @param spanId its span
     * @param id the metric
     * @return the metric
     */
    public Mono<OpperMetric> get(UUID spanId, UUID id) {
        return this.v3 ? unsupported("read a single metric")
                : Answers.one(this.metrics.get(spanId, id), OpperMetric.class);
    }

    /**
     * Changes a metric.
     * @param spanId its span
     * @param id the metric
     * @param value the new value
     * @param comment the new remark, or {@code null} to keep it
     * @return the metric after the change
     */
    public Mono<OpperMetric> update(UUID spanId, UUID id, double value, @Nullable String comment) {
        Map<String, Object> change = new LinkedHashMap<>(Map.of("value", value));
        if (comment != null) {
            change.put("comment", comment);
        }
        return this.v3 ? unsupported("change metrics")
                : Answers.one(this.metrics.update(spanId, id, ApiJson.tree(change)), OpperMetric.class);
    }

    /**
     * Removes a metric.
     * @param spanId its span
     * @param id the metric
     * @return completes when it is gone
     */
    public Mono<Void> delete(UUID spanId, UUID id) {
        return this.v3 ? unsupported("remove metrics") : Answers.nothing(this.metrics.delete(spanId, id));
    }

    private static <T> Mono<T> unsupported(String what) {
        return Mono.error(() -> Answers.unsupported(what, 2));
    }

    /** The metrics among events. */
    static List<OpperMetric> ofEvents(Iterable<JsonNode> events) {
        return StreamSupport.stream(events.spliterator(), false)
            .filter((event) -> KIND.equals(event.path("kind").asString("")) && event.path("data").has("dimension"))
            .map(ReactiveMetrics::ofEvent)
            .toList();
    }

    private static OpperMetric ofEvent(JsonNode event) {
        ObjectNode metric = ApiJson.MAPPER.createObjectNode();
        event.path("data").properties().forEach((property) -> metric.set(property.getKey(), property.getValue()));
        for (String name : List.of("id", "span_id", "created_at")) {
            if (event.has(name)) {
                metric.set(name, event.get(name));
            }
        }
        return ApiJson.MAPPER.treeToValue(metric, OpperMetric.class);
    }

}
