// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;
import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.Reply;

/**
 * R8: one span in a hundred cannot be rendered, or is refused by the API. All others
 * arrive, and the application notices nothing.
 */
public final class Poison implements Scenario {

    private static final double MAX_RATIO = 1.1;

    private static final int ONE_IN = 100;

    private static final double TAIL = 0.99;

    private static final List<Integer> STATUSES = List.of(400, 413, 422);

    private final Map<String, Object> values = new TreeMap<>();

    private int failures;

    private int refused;

    private int poisoned;

    @Override
    public void run(Options options, Scorecard score) {
        int spans = options.number("spans", 2_000);
        int rounds = options.number("rounds", 7);
        int megabytes = options.number("string-mb", 100);
        options.checkAllUsed();
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        this.values.put("cyclic", cycle);
        this.values.put("throwing", new Throwing());
        this.values.put("huge", "x".repeat(megabytes << 20));
        this.values.put("not a number", Double.NaN);
        List<Double> clean = new ArrayList<>();
        List<Double> mixed = new ArrayList<>();
        try (FakeOpperApi api = FakeOpperApi.start();
                Pipeline pipeline = new Pipeline(api.url(), Pipeline.Settings.DEFAULT.withBuffer(256 << 20))) {
            STATUSES.forEach(
                    (status) -> api.when((request) -> request.body().contains("\"name\":\"refused " + status + '"'))
                        .always(Reply.status(status)));
            round(pipeline, spans, false);
            for (int i = 0; i < rounds; i++) {
                clean.add(round(pipeline, spans, false));
                mixed.add(round(pipeline, spans, true));
            }
            report(score, pipeline, api, spans * (2 * rounds + 1));
        }
        score.fact("p99 of a good call without poison", "%s us", Figures.spread(clean));
        score.fact("p99 of a good call with poison", "%s us", Figures.spread(mixed));
        score.atMost("R8 with / without", Figures.median(mixed) / Figures.median(clean), MAX_RATIO, "");
    }

    private void report(Scorecard score, Pipeline pipeline, FakeOpperApi api, int spans) {
        int dead = pipeline.shipper().deadLetters().list().size();
        long explained = pipeline.shipper()
            .deadLetters()
            .list()
            .stream()
            .filter((letter) -> STATUSES.contains(letter.status()) && !letter.reason().isBlank())
            .count();
        score.fact("spans", "%,d, of which %d were poison and the API refuses %d", spans, this.poisoned, this.refused);
        score.exactly("R8 stored", api.spans().size(), spans - this.refused);
        score.exactly("R8 dead letters", dead, this.refused);
        score.exactly("R8 dead letters with status and reason", explained, this.refused);
        score.exactly("R8 exceptions that the caller saw", this.failures, 0);
        score.exactly("without a fate", pipeline.ledger().pending(), 0);
    }

    /** Returns the tail of the good calls in microseconds. */
    private double round(Pipeline pipeline, int spans, boolean poison) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < spans; i++) {
            if (poison && i % ONE_IN == 0) {
                poison(pipeline.tracer(), this.poisoned++);
            }
            else {
                nanos.add(call(pipeline.tracer(), "good", "input " + i));
            }
        }
        pipeline.tracer().flush(Duration.ofSeconds(60));
        long[] sorted = Figures.sorted(nanos.stream().mapToLong(Long::longValue).toArray());
        return Figures.percentile(sorted, TAIL) / TimeUnit.MICROSECONDS.toNanos(1);
    }

    private void poison(OpperTracer tracer, int number) {
        int kinds = this.values.size() + STATUSES.size();
        int kind = number % kinds;
        if (kind < STATUSES.size()) {
            this.refused++;
            call(tracer, "refused " + STATUSES.get(kind), "input");
        }
        else {
            call(tracer, "poison", List.copyOf(this.values.values()).get(kind - STATUSES.size()));
        }
    }

    private long call(OpperTracer tracer, String name, Object input) {
        long start = System.nanoTime();
        try (Span span = tracer.span(name).input(input).start()) {
            span.output("output");
        }
        catch (RuntimeException | Error ex) {
            this.failures++;
        }
        return System.nanoTime() - start;
    }

    /** Its getter fails. */
    public static final class Throwing {

        /**
         * Fails.
         * @return never
         */
        @SuppressWarnings("DoNotCallSuggester")
        public String getValue() {
            throw new IllegalStateException("no value");
        }

    }

}
