// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanEvent;

/**
 * What is said about a span while it runs, and about how much memory that takes. Guarded
 * by the lock of its span.
 */
final class SpanContent {

    /** What an object, its entry in a collection and a number or two take. */
    private static final int ENTRY_BYTES = 80;

    private static final int BYTES_PER_CHARACTER = 2;

    /** Beside input and output, a span says no more than this. */
    private static final int MAX_EXTRA_BYTES = 256 * 1024;

    /** Of a span that has ended. */
    static final SpanContent NOTHING = new SpanContent();

    private @Nullable Payload input;

    private @Nullable Payload output;

    private @Nullable String error;

    private @Nullable Integer score;

    private Map<String, Object> tags = Map.of();

    private Map<String, Payload> meta = Map.of();

    private List<SpanEvent> events = List.of();

    private List<Finding> findings = List.of();

    private List<MetricRecord> metrics = List.of();

    private int extraBytes;

    @Nullable Payload input() {
        return this.input;
    }

    boolean input(Payload input) {
        this.input = input;
        return true;
    }

    @Nullable Payload output() {
        return this.output;
    }

    boolean output(Payload output) {
        this.output = output;
        return true;
    }

    @Nullable String error() {
        return this.error;
    }

    boolean error(String error) {
        this.error = error;
        return true;
    }

    @Nullable Integer score() {
        return this.score;
    }

    boolean score(int score) {
        this.score = score;
        return true;
    }

    Map<String, Object> tags() {
        return this.tags;
    }

    Map<String, Payload> meta() {
        return this.meta;
    }

    List<SpanEvent> events() {
        return List.copyOf(this.events);
    }

    List<Finding> findings() {
        return List.copyOf(this.findings);
    }

    List<MetricRecord> metrics() {
        return List.copyOf(this.metrics);
    }

    /** An estimate of the memory that all of it takes. */
    int bytes() {
        return this.extraBytes + bytesOf(this.input) + bytesOf(this.output) + bytesOf(this.error);
    }

    boolean tag(String key, Object value) {
        if (!hasRoomFor(bytesOf(key) + ((value instanceof String text) ? bytesOf(text) : 0))) {
            return false;
        }
        this.tags = with(this.tags, key, value);
        return true;
    }

    boolean meta(String key, Payload value) {
        if (!hasRoomFor(bytesOf(key) + bytesOf(value))) {
            return false;
        }
        this.meta = with(this.meta, key, value);
        return true;
    }

    boolean event(SpanEvent event) {
        int bytes = bytesOf(event.name());
        for (Map.Entry<String, Payload> attribute : event.attributes().entrySet()) {
            bytes += ENTRY_BYTES + bytesOf(attribute.getKey()) + bytesOf(attribute.getValue());
        }
        if (!hasRoomFor(bytes)) {
            return false;
        }
        this.events = with(this.events, event);
        return true;
    }

    boolean finding(Finding finding) {
        if (!hasRoomFor(bytesOf(finding.name()) + bytesOf(finding.comment()) + bytesOf(finding.value()))) {
            return false;
        }
        this.findings = with(this.findings, finding);
        return true;
    }

    boolean metric(MetricRecord metric) {
        if (!hasRoomFor(bytesOf(metric.dimension()) + bytesOf(metric.comment()))) {
            return false;
        }
        this.metrics = with(this.metrics, metric);
        return true;
    }

    private boolean hasRoomFor(int bytes) {
        if (this.extraBytes + ENTRY_BYTES + bytes > MAX_EXTRA_BYTES) {
            return false;
        }
        this.extraBytes += ENTRY_BYTES + bytes;
        return true;
    }

    private static int bytesOf(@Nullable String text) {
        return (text != null) ? BYTES_PER_CHARACTER * text.length() : 0;
    }

    private static int bytesOf(@Nullable Payload payload) {
        return (payload != null) ? payload.size() : 0;
    }

    private static <T> List<T> with(List<T> list, T value) {
        List<T> changed = list.isEmpty() ? new ArrayList<>(1) : list;
        changed.add(value);
        return changed;
    }

    /** Records share these maps, so each change makes a new one. */
    private static <T> Map<String, T> with(Map<String, T> map, String key, T value) {
        Map<String, T> changed = new LinkedHashMap<>(map);
        changed.put(key, value);
        return Collections.unmodifiableMap(changed);
    }

}
