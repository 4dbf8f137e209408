// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;
import ai.opper.tracing.test.Reply;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;

/** Random trees of spans while one request in five goes wrong. */
@Timeout(300)
class OpperPipelineFaultsIT {

    private static final int TREES = 200;

    private static final Reply[] FAULTS = { Reply.status(503), Reply.status(500).storing(), Reply.resetBeforeStoring(),
            Reply.resetAfterStoring(), Reply.halfResponse(), Reply.normal().after(Duration.ofMillis(150)),
            Reply.garbage(), Reply.status(504).storing() };

    private final long seed = Long.getLong("opper.seed", ThreadLocalRandom.current().nextLong());

    private final Random random = new Random(this.seed);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start().requireKey(Pipeline.KEY);

    @AutoClose
    private final Pipeline pipeline = new Pipeline(this.api.url(), Duration.ofMillis(30));

    private final Map<UUID, String> recorded = new HashMap<>();

    private final AtomicInteger metrics = new AtomicInteger();

    @Test
    void everyTree_isStoredOnceAndParentsFirst() {
        Random dice = new Random(this.seed + 1);
        Reply[] faults = FAULTS;
        AtomicInteger scripted = new AtomicInteger();
        this.api.when((request) -> {
            boolean wrong = dice.nextInt(5) == 0;
            scripted.set(wrong ? dice.nextInt(faults.length) : -1);
            return false;
        });
        for (int i = 0; i < faults.length; i++) {
            int number = i;
            this.api.when((request) -> scripted.get() == number).always(faults[number]);
        }
        for (int i = 0; i < TREES; i++) {
            tree(0);
        }
        while (!this.pipeline.tracer().flush(Duration.ofSeconds(60)).isComplete()) {
            assertThat(this.pipeline.ledger().dropped()).as("seed " + this.seed).isZero();
        }
        checkStore();
        checkRequests();
        long patches = count("PATCH");
        assertThat(patches).as("spans that were opened first, seed " + this.seed).isPositive();
        // One request in five fails, and a lost answer to a metric costs a question.
        assertThat(this.api.requests().size()).as("requests, seed " + this.seed)
            .isLessThan(2 * (this.recorded.size() + this.metrics.get() + (int) patches));
    }

    private long count(String method) {
        return this.api.requests().stream().filter((request) -> request.method().equals(method)).count();
    }

    private void tree(int depth) {
        OpperTracer tracer = this.pipeline.tracer();
        String name = "span " + this.recorded.size();
        try (Span span = tracer.span(name).input(name).start()) {
            this.recorded.put(span.id(), name);
            for (int children = this.random.nextInt(4); children > depth; children--) {
                tree(depth + 1);
            }
            if (this.random.nextInt(60) == 0) {
                // Whatever has ended below this span is stored, so this span was opened.
                tracer.flush(Duration.ofSeconds(30));
            }
            if (this.random.nextInt(3) == 0) {
                span.metric("metric", this.metrics.incrementAndGet());
            }
        }
    }

    private void checkStore() {
        String seeded = "seed " + this.seed;
        Map<UUID, String> stored = new HashMap<>();
        for (StoredSpan span : this.api.spans()) {
            assertThat(stored.put(span.id(), span.name())).as(seeded).isNull();
            assertThat(span.endTime()).as(seeded + ", end of " + span.name()).isNotNull();
            assertThat(span.input()).as(seeded).isEqualTo(span.name());
        }
        assertThat(stored).as(seeded).isEqualTo(this.recorded);
        assertThat(this.api.metrics()).as(seeded)
            .extracting((metric) -> (int) metric.value())
            .doesNotHaveDuplicates()
            .hasSize(this.metrics.get());
        assertThat(this.pipeline.ledger().stored()).as(seeded).isEqualTo(this.recorded.size() + this.metrics.get());
        assertThat(this.pipeline.ledger().dropped()).as(seeded).isZero();
        assertThat(this.pipeline.bufferedBytes()).as(seeded).isZero();
    }

    /** Looks at what arrived, in order: the server itself refuses an unknown parent. */
    private void checkRequests() {
        Set<String> created = new HashSet<>();
        for (ReceivedRequest request : this.api.requests()) {
            if (request.method().equals("POST") && request.path().equals("/v2/spans")) {
                JsonNode body = request.json();
                if (body.has("parent_id")) {
                    assertThat(created).as("seed " + this.seed).contains(body.get("parent_id").stringValue());
                }
                created.add(body.get("id").stringValue());
            }
            assertThat(request.status()).as("seed " + this.seed + ", " + request).isNotIn(400, 401, 404, 422);
        }
    }

}
