// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.span.MetricRecord;

/** One page of the metrics that the API keeps of a span. */
final class StoredMetrics {

    static final int PAGE_SIZE = 100;

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode metrics;

    private StoredMetrics(JsonNode metrics) {
        this.metrics = metrics;
    }

    /**
     * Reads a page.
     * @param body the API's answer
     * @return the page
     * @throws IllegalArgumentException when it is none
     */
    static StoredMetrics read(byte[] body) {
        JsonNode metrics = JSON.readTree(body).path("data");
        if (!metrics.isArray()) {
            throw new IllegalArgumentException("The API's answer has no list of metrics.");
        }
        return new StoredMetrics(metrics);
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
