// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.management.JMException;
import javax.management.ObjectName;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;

/** P7: the heap that waiting spans take when the server never answers. */
public final class HeapBound implements Scenario {

    private static final double MAX_HEAP_RATIO = 1.15;

    private static final double MAX_BYTES_PER_SPAN = 200;

    private static final double MAX_GROWTH = 0.02;

    private static final int SHOWN_CLASSES = 12;

    private volatile boolean over;

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        Duration duration = options.duration("duration", "30s");
        int budget = options.number("budget-mb", 16) << 20;
        int threads = options.number("threads", 2);
        options.checkAllUsed();
        try (Stub stub = Stub.start();
                Pipeline pipeline = new Pipeline(stub.url(),
                        Pipeline.Settings.DEFAULT.stoppingAtOnce().withBuffer(budget))) {
            record(pipeline.tracer(), 0);
            pipeline.awaitSettled(Duration.ofSeconds(10));
            stub.tell("blackhole");
            long baseline = Figures.heapAfterCollection();
            List<Thread> callers = start(pipeline.tracer(), threads);
            List<Double> retained = new ArrayList<>();
            long samples = Math.max(4, duration.toSeconds() / 5);
            for (int i = 0; i < samples; i++) {
                Pauses.of(duration.dividedBy(samples));
                retained.add((double) (Figures.heapAfterCollection() - baseline));
            }
            this.over = true;
            for (Thread caller : callers) {
                caller.join();
            }
            double last = Figures.heapAfterCollection() - baseline;
            double largest = Math.max(last, retained.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
            long spans = pipeline.ledger().pending();
            score.fact("spans recorded", "%,d", pipeline.ledger().created());
            score.fact("spans that wait", "%,d, for which the buffer counts %,d bytes", spans,
                    pipeline.buffer().bytes());
            score.atMost("P7 heap / budget, largest after a collection", largest / budget, MAX_HEAP_RATIO, "");
            score.atMost("P7 growth from the second sample to the end", (last - retained.get(1)) / retained.get(1),
                    MAX_GROWTH, "");
            score.atMost("P7 heap per span beyond what the buffer counts", (last - pipeline.buffer().bytes()) / spans,
                    MAX_BYTES_PER_SPAN, "bytes");
            score.fact("heap per span", "%,.0f bytes", last / spans);
            System.out.println(histogram());
        }
    }

    private List<Thread> start(OpperTracer tracer, int threads) {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread caller = new Thread(() -> {
                for (int number = 0; !this.over; number++) {
                    record(tracer, number);
                }
            });
            callers.add(caller);
            caller.start();
        }
        return callers;
    }

    private static void record(OpperTracer tracer, int number) {
        try (Span span = tracer.span("waiting").input("input number " + number).start()) {
            span.output("an output of a few words for input number " + number);
        }
    }

    private static String histogram() throws JMException {
        Object text = ManagementFactory.getPlatformMBeanServer()
            .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                    new Object[] { new String[0] }, new String[] { String[].class.getName() });
        return String.join("\n", text.toString().lines().limit(SHOWN_CLASSES).toList());
    }

}
