// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** What a strict destination has stored, and what nobody may ask of it. */
final class ModelDestination {

    private final Map<UUID, SpanRecord> spans = new HashMap<>();

    private final Set<ExportRequest.AddMetric> metrics = new HashSet<>();

    /** Whether a span that is not here may still come. */
    private final Predicate<UUID> mayCome;

    /** Whether requests may be repeated whose answers were lost with a process. */
    boolean forgiving;

    ModelDestination(Predicate<UUID> mayCome) {
        this.mayCome = mayCome;
    }

    ExportResult store(ExportRequest request) {
        if (request instanceof ExportRequest.Create create) {
            return create(create.span());
        }
        if (request instanceof ExportRequest.Complete complete) {
            return complete(complete.span());
        }
        ExportRequest.AddMetric add = (ExportRequest.AddMetric) request;
        assertThat(this.spans).as("stored before its metrics").containsKey(add.spanId());
        boolean fresh = this.metrics
            .add(new ExportRequest.AddMetric(add.spanId(), add.metric(), add.traceId(), false, false));
        assertThat(fresh || this.forgiving).as("a metric is sent once").isTrue();
        return fresh ? ExportResult.stored() : ExportResult.storedBefore();
    }

    private ExportResult create(SpanRecord span) {
        UUID parent = span.parentId();
        if (parent != null && !this.spans.containsKey(parent)) {
            assertThat(this.mayCome.test(parent)).as("a child is sent before its parent, which comes").isFalse();
        }
        SpanRecord before = this.spans.putIfAbsent(span.id(), span);
        assertThat(before == null || this.forgiving).as("a span is created once").isTrue();
        return (before == null) ? ExportResult.stored() : ExportResult.storedBefore();
    }

    private ExportResult complete(SpanRecord span) {
        SpanRecord before = this.spans.put(span.id(), span);
        assertThat(before).as("opened before it is completed").isNotNull();
        assertThat(before.endTime() == null || this.forgiving).as("a span is completed once").isTrue();
        return ExportResult.stored();
    }

    boolean isFinished(UUID span) {
        SpanRecord stored = this.spans.get(span);
        return stored != null && stored.endTime() != null;
    }

    boolean isOpen(UUID span) {
        SpanRecord stored = this.spans.get(span);
        return stored != null && stored.endTime() == null;
    }

    Set<UUID> spans() {
        return this.spans.keySet();
    }

    boolean hasMetric(UUID span, String dimension) {
        return this.metrics.stream()
            .anyMatch((each) -> each.spanId().equals(span) && each.metric().dimension().equals(dimension));
    }

}
