// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Keeps what has been recorded, for tests of the code that records. */
final class SpansInMemory implements SpanSink {

    private final List<SpanRecord> spans = new CopyOnWriteArrayList<>();

    private final List<MetricRecord> lateMetrics = new CopyOnWriteArrayList<>();

    private final List<SpanNode> lateMetricNodes = new CopyOnWriteArrayList<>();

    @Override
    public void accept(SpanNode node, SpanRecord span) {
        this.spans.add(span);
    }

    @Override
    public void accept(SpanNode node, MetricRecord metric) {
        this.lateMetricNodes.add(node);
        this.lateMetrics.add(metric);
    }

    List<SpanRecord> all() {
        return new ArrayList<>(this.spans);
    }

    List<MetricRecord> lateMetrics() {
        return this.lateMetrics;
    }

    List<SpanNode> lateMetricNodes() {
        return this.lateMetricNodes;
    }

    List<String> names() {
        return this.spans.stream().map(SpanRecord::name).toList();
    }

    SpanRecord only() {
        assertThat(names()).hasSize(1);
        return this.spans.get(0);
    }

    SpanRecord named(String name) {
        List<SpanRecord> found = this.spans.stream().filter((span) -> span.name().equals(name)).toList();
        assertThat(found).as("spans named %s among %s", name, names()).hasSize(1);
        return found.get(0);
    }

    SpansInMemory awaitCount(int count) {
        await().atMost(Duration.ofSeconds(10))
            .pollInterval(Duration.ofMillis(5))
            .untilAsserted(() -> assertThat(names()).hasSize(count));
        return this;
    }

    void clear() {
        this.spans.clear();
        this.lateMetrics.clear();
    }

    static String output(SpanRecord span) {
        return (span.output() != null) ? span.output().json() : "absent";
    }

    static String input(SpanRecord span) {
        return (span.input() != null) ? span.input().json() : "absent";
    }

    static String meta(SpanRecord span, String key) {
        return span.meta().containsKey(key) ? span.meta().get(key).json() : "absent";
    }

}
