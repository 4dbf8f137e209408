// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.span.MetricRecord;

/** Metrics that the API keeps of a span, as far as they were read. */
final class StoredMetrics {

    static final int PAGE_SIZE = 100;

    private static final JsonMapper JSON = new JsonMapper();

    private final List<JsonNode> metrics;

    private StoredMetrics(List<JsonNode> metrics) {
        this.metrics = metrics;
    }

    /**
     * Reads a page of version 2.
     * @param body the API's answer
     * @return the page
     * @throws IllegalArgumentException when it is none
     */
    static StoredMetrics read(byte[] body) {
        return new StoredMetrics(data(body));
    }

    /**
     * Reads the events of version 3, of which some are metrics.
     * @param body the API's answer
     * @return the metrics
     * @throws IllegalArgumentException when it has none
     */
    static StoredMetrics ofEvents(byte[] body) {
        return new StoredMetrics(data(body).stream().map((event) -> event.path("data")).toList());
    }

    /** The metrics that the metadata of a span has. */
    static StoredMetrics ofMeta(JsonNode meta) {
        return new StoredMetrics(elements(meta.path(Meta.METRICS)));
    }

    private static List<JsonNode> data(byte[] body) {
        JsonNode data = JSON.readTree(body).path("data");
        if (!data.isArray()) {
            throw new IllegalArgumentException("The API's answer has no list of metrics.");
        }
        return elements(data);
    }

    private static List<JsonNode> elements(JsonNode list) {
        return List.copyOf(list.values());
    }

    boolean contain(MetricRecord metric) {
        for (JsonNode each : this.metrics) {
            if (isSame(each, metric)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(JsonNode stored, MetricRecord metric) {
        String comment = (metric.comment() != null) ? WellFormed.text(metric.comment()) : null;
        return WellFormed.text(metric.dimension()).equals(text(stored, "dimension"))
                && stored.path("value").asDouble(Double.NaN) == metric.value()
                && Objects.equals(comment, text(stored, "comment"));
    }

    boolean isFull() {
        return this.metrics.size() >= PAGE_SIZE;
    }

    private static @Nullable String text(JsonNode metric, String name) {
        JsonNode value = metric.path(name);
        return value.isString() ? WellFormed.text(value.stringValue()) : null;
    }

}
