// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.List;
import java.util.Objects;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanRecord;

/**
 * Turns metrics, findings and the score of a span into annotations, as
 * <a href="https://arize-ai.github.io/openinference/spec/annotations.html">OpenInference
 * </a> lays them out.
 */
final class Annotations {

    private final AttributesBuilder attributes;

    private int count;

    private Annotations(AttributesBuilder attributes) {
        this.attributes = attributes;
    }

    static void write(SpanRecord span, AttributesBuilder attributes) {
        Annotations annotations = new Annotations(attributes);
        if (span.score() != null) {
            annotations.add("score", span.score().doubleValue(), null, null);
        }
        span.metrics().forEach(annotations::add);
        span.findings().forEach((finding) -> annotations.add(finding, span.metrics()));
    }

    /** A metric that came too late for its span, on a span of its own. */
    static Attributes of(MetricRecord metric) {
        AttributesBuilder attributes = Attributes.builder();
        attributes.put("openinference.span.kind", SpanKinds.EVALUATOR);
        new Annotations(attributes).add(metric);
        return attributes.build();
    }

    private void add(MetricRecord metric) {
        add(metric.dimension(), metric.value(), null, metric.comment());
    }

    /** A finding that is a number is among the metrics already. */
    private void add(Finding finding, List<MetricRecord> metrics) {
        JsonNode value = JsonValues.read(finding.value());
        if (value == null) {
            return;
        }
        if (value.isNumber()) {
            double number = value.doubleValue();
            boolean known = metrics.stream()
                .anyMatch((metric) -> metric.dimension().equals(finding.name()) && metric.value() == number
                        && Objects.equals(metric.comment(), finding.comment()));
            if (!known) {
                add(finding.name(), number, null, finding.comment());
            }
        }
        else {
            Double score = value.isBoolean() ? Double.valueOf(value.booleanValue() ? 1 : 0) : null;
            add(finding.name(), score, JsonValues.text(value), finding.comment());
        }
    }

    private void add(String name, @Nullable Double score, @Nullable String label, @Nullable String explanation) {
        String prefix = "annotations." + this.count++ + ".annotation.";
        this.attributes.put(prefix + "name", name);
        if (score != null) {
            this.attributes.put(prefix + "score", score);
        }
        if (label != null) {
            this.attributes.put(prefix + "label", label);
        }
        if (explanation != null) {
            this.attributes.put(prefix + "explanation", explanation);
        }
        this.attributes.put(prefix + "annotator_kind", "CODE");
    }

}
