// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.chaos;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * What the application has recorded, noted beside the library. Any thread.
 */
final class Recorded {

    private final Map<UUID, Entry> spans = new ConcurrentHashMap<>();

    private final Map<Integer, UUID> metrics = new ConcurrentHashMap<>();

    private final AtomicLong surprises = new AtomicLong();

    private final AtomicLong slowestNanos = new AtomicLong();

    void span(UUID id, Entry entry) {
        this.spans.put(id, entry);
    }

    void metric(int value, UUID spanId) {
        this.metrics.put(value, spanId);
    }

    @Nullable Entry span(UUID id) {
        return this.spans.get(id);
    }

    @Nullable UUID metric(int value) {
        return this.metrics.get(value);
    }

    int spanCount() {
        return this.spans.size();
    }

    int metricCount() {
        return this.metrics.size();
    }

    int itemCount() {
        return spanCount() + metricCount();
    }

    /** The application saw an exception that is not its own. */
    void surprised(Throwable ex) {
        ex.printStackTrace();
        this.surprises.incrementAndGet();
    }

    long surprises() {
        return this.surprises.get();
    }

    /** How long the application was in the library. */
    void took(long nanos) {
        this.slowestNanos.accumulateAndGet(nanos, Math::max);
    }

    long slowestNanos() {
        return this.slowestNanos.get();
    }

    /**
     * A span.
     *
     * @param name its name
     * @param parent the span above it, {@code null} for a root
     * @param input what it was given
     */
    record Entry(String name, @Nullable UUID parent, String input) {
    }

}
