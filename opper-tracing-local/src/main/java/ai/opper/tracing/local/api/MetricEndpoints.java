// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.http.Fields;
import ai.opper.tracing.local.http.Routes;
import ai.opper.tracing.local.store.Ids;
import ai.opper.tracing.local.store.Metric;
import ai.opper.tracing.local.store.MetricStore;

import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;

/** {@code /v2/spans/{id}/metrics}. */
final class MetricEndpoints {

    private static final String METRICS = "/v2/spans/{span_id}/metrics";

    private static final String METRIC = METRICS + "/{metric_id}";

    private static final Set<String> FIELDS = Set.of("dimension", "value", "comment");

    private final MetricStore metrics;

    private final Clock clock;

    MetricEndpoints(MetricStore metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.addQuick(HttpMethod.POST, METRICS, this::create)
            .add(HttpMethod.GET, METRICS, this::list)
            .add(HttpMethod.GET, METRIC, this::get)
            .addLater(HttpMethod.PATCH, METRIC, this::update)
            .addLater(HttpMethod.DELETE, METRIC, this::delete);
    }

    private CompletionStage<Answer> create(Call call) {
        UUID spanId = call.id("span_id");
        Metric metric = read(call.object(), Ids.next(), spanId, this.clock.instant().truncatedTo(ChronoUnit.MICROS));
        return this.metrics.create(metric)
            .thenApply((created) -> Answer.made(200, created.id(), MetricAnswer.of(created)));
    }

    /** Reads a metric that is to be made, in either version. */
    static Metric read(ObjectNode body, UUID id, UUID spanId, Instant createdAt) {
        Fields fields = new Fields(body, FIELDS);
        Metric metric = new Metric(id, spanId, fields.requiredText("dimension"), fields.requiredNumber("value"),
                fields.text("comment"), createdAt);
        fields.check();
        return metric;
    }

    private Answer list(Call call) {
        return Answer
            .ok(PageAnswer.of(this.metrics.list(call.id("span_id"), PageAnswer.slice(call)), MetricAnswer::of));
    }

    private Answer get(Call call) {
        return Answer.ok(MetricAnswer.of(this.metrics.get(call.id("span_id"), call.id("metric_id"))));
    }

    private CompletionStage<Answer> update(Call call) {
        Fields fields = new Fields(call.object(), FIELDS);
        String dimension = fields.filledText("dimension");
        Double value = fields.number("value");
        String comment = fields.text("comment");
        fields.check();
        return this.metrics
            .update(call.id("span_id"), call.id("metric_id"), (metric) -> new Metric(metric.id(), metric.spanId(),
                    (dimension != null) ? dimension : metric.dimension(), (value != null) ? value : metric.value(),
                    (comment != null) ? comment : metric.comment(), metric.createdAt()))
            .thenApply((changed) -> Answer.ok(MetricAnswer.of(changed)));
    }

    private CompletionStage<Answer> delete(Call call) {
        return this.metrics.delete(call.id("span_id"), call.id("metric_id")).thenApply((id) -> Answer.noContent());
    }

}
