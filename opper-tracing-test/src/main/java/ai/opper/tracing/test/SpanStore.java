// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.UuidV7;

/** What the fake API has stored, in order. Its owner guards it. */
final class SpanStore {

    private final Map<UUID, StoredSpan> spans = new LinkedHashMap<>();

    /** Traces are asked for often, and are few of all spans. */
    private final Map<UUID, Trace> traces = new LinkedHashMap<>();

    private final List<StoredMetric> metrics = new ArrayList<>();

    private final List<StoredEvent> events = new ArrayList<>();

    private final List<StoredFeedback> feedback = new ArrayList<>();

    private final List<UUID> examples = new ArrayList<>();

    void add(StoredSpan span) {
        if (this.spans.putIfAbsent(span.id(), span) != null) {
            throw Refusal.duplicate("span", span.id());
        }
        this.traces.computeIfAbsent(span.traceId(), (id) -> new Trace()).spans.add(span.id());
    }

    StoredSpan get(UUID id) {
        return find("span", id);
    }

    /** The trace of a new span: that of its parent, the given one, or a new one. */
    UUID traceId(@Nullable UUID given, @Nullable UUID parentId) {
        if (parentId == null) {
            return (given != null) ? given : UuidV7.next();
        }
        UUID inherited = find("parent span", parentId).traceId();
        if (given != null && !given.equals(inherited)) {
            throw Refusal.unprocessable("trace_id", "is not the trace of the parent, which is " + inherited);
        }
        return inherited;
    }

    private StoredSpan find(String role, UUID id) {
        StoredSpan span = this.spans.get(id);
        if (span == null) {
            throw Refusal.unknown(role, id);
        }
        return span;
    }

    void replace(StoredSpan span) {
        this.spans.put(span.id(), span);
    }

    void remove(UUID id) {
        UUID traceId = get(id).traceId();
        this.spans.remove(id);
        this.traces.computeIfPresent(traceId, (known, trace) -> trace.without(id));
        this.metrics.removeIf((metric) -> metric.spanId().equals(id));
        this.events.removeIf((event) -> event.spanId().equals(id));
        this.feedback.removeIf((given) -> given.spanId().equals(id));
    }

    void add(StoredMetric metric) {
        replace(get(metric.spanId()).with(metric));
        this.metrics.add(metric);
    }

    void add(StoredEvent event) {
        findTrace(get(event.spanId()).traceId()).events.add(event);
        this.events.add(event);
    }

    void add(StoredFeedback given) {
        this.feedback.add(given);
    }

    List<StoredFeedback> feedback() {
        return List.copyOf(this.feedback);
    }

    void addExample(UUID spanId) {
        this.examples.add(spanId);
    }

    List<UUID> examples() {
        return List.copyOf(this.examples);
    }

    StoredMetric metric(UUID spanId, UUID id) {
        return get(spanId).metrics()
            .stream()
            .filter((metric) -> metric.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Refusal.unknown("metric", id));
    }

    /** Changes a metric, or removes it. */
    void replace(StoredMetric metric, @Nullable StoredMetric changed) {
        StoredSpan span = get(metric.spanId());
        List<StoredMetric> kept = span.metrics()
            .stream()
            .map((each) -> each.id().equals(metric.id()) ? changed : each)
            .filter(Objects::nonNull)
            .toList();
        replace(span.withOnly(kept));
        int place = this.metrics.indexOf(metric);
        this.metrics.remove(place);
        if (changed != null) {
            this.metrics.add(place, changed);
        }
    }

    void clear() {
        this.feedback.clear();
        this.examples.clear();
        this.spans.clear();
        this.traces.clear();
        this.metrics.clear();
        this.events.clear();
    }

    List<StoredSpan> spans() {
        return List.copyOf(this.spans.values());
    }

    List<StoredMetric> metrics() {
        return List.copyOf(this.metrics);
    }

    List<StoredEvent> events() {
        return List.copyOf(this.events);
    }

    /** The spans of each trace, in the order in which the traces began to be stored. */
    List<List<StoredSpan>> traces() {
        return this.traces.values().stream().map(this::spansOf).toList();
    }

    /** The spans of a trace, at least one. */
    List<StoredSpan> trace(UUID traceId) {
        return spansOf(findTrace(traceId));
    }

    /** The events of a trace's spans. */
    List<StoredEvent> eventsOf(UUID traceId) {
        return List.copyOf(findTrace(traceId).events);
    }

    private Trace findTrace(UUID traceId) {
        Trace trace = this.traces.get(traceId);
        if (trace == null) {
            throw Refusal.unknown("trace", traceId);
        }
        return trace;
    }

    private List<StoredSpan> spansOf(Trace trace) {
        return trace.spans.stream().map(this::get).toList();
    }

    /** What is stored of a trace. */
    private static final class Trace {

        private final Set<UUID> spans = new LinkedHashSet<>();

        private final List<StoredEvent> events = new ArrayList<>();

        private @Nullable Trace without(UUID spanId) {
            this.spans.remove(spanId);
            this.events.removeIf((event) -> event.spanId().equals(spanId));
            return this.spans.isEmpty() ? null : this;
        }

    }

}
