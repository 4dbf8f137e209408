// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import ai.opper.tracing.OpperTracer;

/** Threads that record spans for as long as this is open. */
final class Load implements AutoCloseable {

    private final AtomicBoolean over = new AtomicBoolean();

    private final LongAdder recorded = new LongAdder();

    private final List<Thread> threads;

    private Load(OpperTracer tracer) {
        this.threads = IntStream.range(0, 4)
            .mapToObj((index) -> new Thread(() -> record(tracer), "load-" + index))
            .toList();
    }

    static Load on(OpperTracer tracer) {
        Load load = new Load(tracer);
        load.threads.forEach(Thread::start);
        return load;
    }

    private void record(OpperTracer tracer) {
        while (!this.over.get()) {
            tracer.inSpan("root", () -> tracer.inSpan("child", () -> tracer.currentSpan().metric("m", 1)));
            this.recorded.add(3);
        }
    }

    /** How many spans and metrics that were at least. */
    long recorded() {
        return this.recorded.sum();
    }

    @Override
    public void close() throws InterruptedException {
        this.over.set(true);
        for (Thread thread : this.threads) {
            thread.join();
        }
    }

}
