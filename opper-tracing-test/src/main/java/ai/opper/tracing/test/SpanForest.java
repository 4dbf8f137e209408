// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanRecord;
import org.jspecify.annotations.Nullable;

/** The spans of one moment and how they hang together. Immutable. */
final class SpanForest {

    private static final Comparator<RecordedSpan> BY_START = Comparator
        .comparing((RecordedSpan span) -> span.record().startTime());

    private final List<RecordedSpan> spans = new ArrayList<>();

    private final Map<UUID, RecordedSpan> byId = new HashMap<>();

    private final Map<UUID, List<RecordedSpan>> byParent = new HashMap<>();

    private final Map<UUID, List<MetricRecord>> strayMetrics;

    private SpanForest(List<SpanRecord> spans, Map<UUID, List<MetricRecord>> lateMetrics) {
        this.strayMetrics = new LinkedHashMap<>(lateMetrics);
        for (SpanRecord span : spans) {
            List<MetricRecord> late = this.strayMetrics.remove(span.id());
            RecordedSpan recorded = new RecordedSpan((late != null) ? merged(span, late) : span, this);
            this.spans.add(recorded);
            this.byId.putIfAbsent(span.id(), recorded);
            if (span.parentId() != null) {
                this.byParent.computeIfAbsent(span.parentId(), (id) -> new ArrayList<>()).add(recorded);
            }
        }
        this.byParent.values().forEach((children) -> children.sort(BY_START));
    }

    static SpanForest of(List<SpanRecord> spans, Map<UUID, List<MetricRecord>> lateMetrics) {
        return new SpanForest(spans, lateMetrics);
    }

    private static SpanRecord merged(SpanRecord span, List<MetricRecord> late) {
        List<MetricRecord> metrics = Stream.concat(span.metrics().stream(), late.stream()).toList();
        return new SpanRecord(span.id(), span.traceId(), span.parentId(), span.name(), span.type(), span.startTime(),
                span.endTime(), span.input(), span.output(), span.error(), span.score(), span.sessionId(),
                span.userId(), span.tags(), span.meta(), span.events(), span.findings(), metrics);
    }

    List<RecordedSpan> spans() {
        return List.copyOf(this.spans);
    }

    /** The spans without a recorded parent, oldest first. */
    List<RecordedSpan> tops() {
        return this.spans.stream().filter((span) -> parent(span) == null).sorted(BY_START).toList();
    }

    List<RecordedSpan> named(String name) {
        return this.spans.stream().filter((span) -> span.name().equals(name)).toList();
    }

    List<RecordedSpan> children(RecordedSpan span) {
        return List.copyOf(this.byParent.getOrDefault(span.id(), List.of()));
    }

    @Nullable RecordedSpan parent(RecordedSpan span) {
        UUID parentId = span.record().parentId();
        return (parentId != null) ? this.byId.get(parentId) : null;
    }

    Map<UUID, List<MetricRecord>> strayMetrics() {
        return this.strayMetrics;
    }

    String tree() {
        return TreePrinter.print(this);
    }

}
