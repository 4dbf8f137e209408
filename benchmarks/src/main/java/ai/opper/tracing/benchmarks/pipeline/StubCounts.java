// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What the stub has seen since it was asked to forget. Any thread. */
final class StubCounts {

    static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int MAX_SLICES = 36_000;

    private static final long MAX_LATENCY_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final long startNanos = System.nanoTime();

    private final AtomicInteger requests = new AtomicInteger();

    private final AtomicInteger ok = new AtomicInteger();

    private final AtomicInteger connections = new AtomicInteger();

    private final AtomicIntegerArray arrivals = new AtomicIntegerArray(MAX_SLICES);

    private final Histogram latencyMicros = new ConcurrentHistogram(MAX_LATENCY_MICROS, 3);

    private volatile int lastSlice;

    void connected() {
        this.connections.incrementAndGet();
    }

    void arrived(long nanos) {
        this.requests.incrementAndGet();
        int slice = (int) Math.min(MAX_SLICES - 1, (nanos - this.startNanos) / SLICE_NANOS);
        this.arrivals.incrementAndGet(Math.max(0, slice));
        this.lastSlice = Math.max(this.lastSlice, slice);
    }

    void answered(int status, long nanos, long stampNanos) {
        if (status < 300) {
            this.ok.incrementAndGet();
        }
        if (stampNanos != 0 && status < 300) {
            this.latencyMicros.recordValue(Math.max(0, Math.min(MAX_LATENCY_MICROS, (nanos - stampNanos) / 1_000)));
        }
    }

    @Override
    public String toString() {
        String slices = IntStream.rangeClosed(0, this.lastSlice)
            .mapToObj((slice) -> Integer.toString(this.arrivals.get(slice)))
            .collect(Collectors.joining(","));
        return String.join(" ", "" + this.requests.get(), "" + this.ok.get(), "" + this.connections.get(),
                "" + this.latencyMicros.getTotalCount(), "" + this.latencyMicros.getValueAtPercentile(50),
                "" + this.latencyMicros.getValueAtPercentile(99), "" + this.latencyMicros.getMaxValue(), slices);
    }

}
