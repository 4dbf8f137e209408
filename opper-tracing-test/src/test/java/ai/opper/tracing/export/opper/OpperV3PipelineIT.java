// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;
import ai.opper.tracing.test.Reply;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole pipeline against an API that makes the ids and refuses unknown parents. */
@Timeout(300)
class OpperV3PipelineIT {

    private static final int TREES = 200;

    private static final Reply[] FAULTS = { Reply.status(503), Reply.status(500).storing(), Reply.resetBeforeStoring(),
            Reply.resetAfterStoring(), Reply.halfResponse(), Reply.normal().after(Duration.ofMillis(150)),
            Reply.garbage(), Reply.status(504).storing() };

    private final long seed = Long.getLong("opper.seed", ThreadLocalRandom.current().nextLong());

    private final Random random = new Random(this.seed);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start().requireKey(Pipeline.KEY);

    private final Map<UUID, String> recorded = new HashMap<>();

    private final Map<UUID, UUID> parents = new HashMap<>();

    private final AtomicInteger metrics = new AtomicInteger();

    private Pipeline pipeline(Duration hold) {
        return new Pipeline(new OpperExporterSettings(this.api.url(), Pipeline.KEY, Duration.ofSeconds(2),
                Duration.ofMillis(500), 8, OpperApiVersion.V3), hold);
    }

    @Test
    void everyTree_isStoredOnceAndWhole() {
        Random dice = new Random(this.seed + 1);
        AtomicInteger scripted = new AtomicInteger();
        this.api.when((request) -> {
            scripted.set((dice.nextInt(5) == 0) ? dice.nextInt(FAULTS.length) : -1);
            return false;
        });
        for (int i = 0; i < FAULTS.length; i++) {
            int number = i;
            this.api.when((request) -> scripted.get() == number).always(FAULTS[number]);
        }
        try (Pipeline pipeline = pipeline(Duration.ofMillis(30))) {
            for (int i = 0; i < TREES; i++) {
                tree(pipeline, null, 0);
            }
            settle(pipeline);
            checkStore(pipeline);
        }
        assertThat(this.api.requests()).as("seed " + this.seed)
            .anyMatch((request) -> request.method().equals("PATCH"))
            .allSatisfy((request) -> assertThat(request.status()).isNotIn(400, 401, 405, 422))
            .filteredOn((request) -> !request.method().equals("GET"))
            .allSatisfy((request) -> assertThat(request.status()).isNotIn(404));
    }

    private void settle(Pipeline pipeline) {
        while (!pipeline.tracer().flush(Duration.ofSeconds(60)).isComplete()) {
            assertThat(pipeline.ledger().dropped()).as("seed " + this.seed).isZero();
        }
    }

    private void tree(Pipeline pipeline, UUID parentId, int depth) {
        OpperTracer tracer = pipeline.tracer();
        String name = "span " + this.recorded.size();
        Span late;
        try (Span span = tracer.span(name).input(name).start()) {
            late = span;
            this.recorded.put(span.id(), name);
            this.parents.put(span.id(), parentId);
            for (int children = this.random.nextInt(4); children > depth; children--) {
                tree(pipeline, span.id(), depth + 1);
            }
            if (this.random.nextInt(60) == 0) {
                // Whatever has ended below this span is stored, so this span was opened.
                tracer.flush(Duration.ofSeconds(30));
            }
            if (this.random.nextInt(3) == 0) {
                span.metric("metric", this.metrics.incrementAndGet());
            }
        }
        if (this.random.nextInt(6) == 0) {
            late.metric("late", this.metrics.incrementAndGet());
        }
    }

    private void checkStore(Pipeline pipeline) {
        String seeded = "seed " + this.seed;
        Map<UUID, StoredSpan> byId = new HashMap<>();
        Map<UUID, String> stored = new HashMap<>();
        int inMeta = 0;
        for (StoredSpan span : this.api.spans()) {
            byId.put(span.id(), span);
            assertThat(stored.put(span.clientId(), span.name())).as(seeded + ", twice").isNull();
            assertThat(span.endTime()).as(seeded + ", end of " + span.name()).isNotNull();
            UUID parent = (span.parentId() != null) ? byId.get(span.parentId()).clientId() : null;
            assertThat(parent).as(seeded + ", parent of " + span.name()).isEqualTo(this.parents.get(span.clientId()));
            inMeta += span.meta().path("metrics").size();
        }
        assertThat(stored).as(seeded).isEqualTo(this.recorded);
        assertThat(this.api.events()).as(seeded)
            .extracting((event) -> event.data().path("value").intValue())
            .doesNotHaveDuplicates()
            .hasSize(this.metrics.get());
        assertThat(inMeta).as(seeded).isEqualTo(this.metrics.get());
        assertThat(pipeline.ledger().stored()).as(seeded).isEqualTo(this.recorded.size() + this.metrics.get());
        assertThat(pipeline.ledger().dropped()).as(seeded).isZero();
    }

    /** Goal P6: at most 1.05 requests per span for traces of less than five seconds. */
    @Test
    void shortTraces_costHardlyMoreThanARequestPerSpan() throws Exception {
        int traces = 20;
        try (Pipeline pipeline = pipeline(Duration.ofSeconds(2))) {
            ExecutorService threads = Executors.newCachedThreadPool();
            for (int i = 0; i < traces; i++) {
                // They take up to 4.6 seconds, so that half of them outlast the hold.
                Duration time = Duration.ofMillis(240).multipliedBy(i);
                threads.execute(() -> trace(pipeline.tracer(), time));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            settle(pipeline);
        }
        int spans = this.api.spans().size();
        double perSpan = (double) this.api.requests().size() / spans;
        System.out.printf("P6: %d requests for %d spans: %.3f per span%n", this.api.requests().size(), spans, perSpan);
        assertThat(spans).isEqualTo(traces * 12);
        assertThat(perSpan).isLessThanOrEqualTo(1.05);
    }

    private static void trace(OpperTracer tracer, Duration time) {
        tracer.inSpan("root", () -> {
            for (int child = 0; child < 11; child++) {
                tracer.inSpan("child", () -> {
                });
            }
            LockSupport.parkNanos(time.toNanos());
        });
    }

    /** Goal R10: hardly any duplicate while one answer in twenty is lost. */
    @Test
    void lostAnswers_makeNoDuplicates() {
        int traces = Integer.getInteger("opper.v3.traces", 200);
        long spans = 10L * traces;
        Random dice = new Random(this.seed + 2);
        this.api.when((request) -> request.method().equals("POST") && dice.nextInt(20) == 0)
            .always(Reply.resetAfterStoring());
        try (Pipeline pipeline = pipeline(Duration.ofMillis(400))) {
            for (int i = 0; i < traces; i++) {
                pipeline.tracer().inSpan("root", () -> {
                    for (int child = 0; child < 9; child++) {
                        pipeline.tracer().inSpan("child", () -> {
                        });
                    }
                });
                if (i % 500 == 499) {
                    settle(pipeline);
                }
            }
            settle(pipeline);
            assertThat(pipeline.ledger().stored()).isEqualTo(spans);
        }
        long lost = this.api.requests()
            .stream()
            .map(ReceivedRequest::status)
            .filter((status) -> status == null)
            .count();
        long stored = this.api.spans().size();
        System.out.printf("R10: %d answers lost, %d duplicates in %d spans%n", lost, stored - spans, spans);
        assertThat(lost).isPositive();
        assertThat(stored).isEqualTo(spans);
    }

}
