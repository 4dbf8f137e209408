// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import ai.opper.tracing.buffer.Item;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.export.ExportResult.Trouble;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One random schedule of everything that can happen to a plan, beside a small model of
 * the destination that knows what must never be asked of it.
 */
final class RandomSchedule {

    private static final int HOLD = 1_000;

    private static final int MAX_CONCURRENCY = 12;

    private static final int MANY = Integer.MAX_VALUE;

    private static final Problems PROBLEMS = new Problems();

    private final Random random;

    private final Ledger ledger = new Ledger();

    private final Map<UUID, SampleSpan> all = new HashMap<>();

    private final List<SampleSpan> running = new ArrayList<>();

    /** From when on nobody waits for their records any more, give or take the grace. */
    private final Map<UUID, Long> endedAt = new HashMap<>();

    private final List<SampleSpan> ended = new ArrayList<>();

    /** Items that have been put into the buffer and not taken out. */
    private final List<Item> onTheirWay = new ArrayList<>();

    /** The requests that have no answer. */
    private final List<MemoryExporter.Call> underWay = new ArrayList<>();

    /** Spans whose payloads the destination has refused. */
    private final Set<UUID> stubbed = new HashSet<>();

    /** Spans that the destination has refused for good. */
    private final Set<UUID> refused = new HashSet<>();

    private final DeadLetters deadLetters = new DeadLetters();

    private final MemoryExporter destination = MemoryExporter.silent();

    private GateModel gate = new GateModel();

    /** What the destination has confirmed, by span. */
    private final Map<UUID, String> confirmed = new HashMap<>();

    /** Spans that may get metrics although they were never completed. */
    private final Set<UUID> concluded = new HashSet<>();

    private final Map<Integer, Long> acceptedBefore = new HashMap<>();

    private ShippingPlan plan;

    private Throttle throttle;

    private Dispatch dispatch;

    private long now;

    private long accepted;

    private long acceptedBytes;

    private long releasedBytes;

    private int finalRefusals;

    private int opens;

    private int metrics;

    RandomSchedule(long seed) {
        this.random = new Random(seed);
        this.now = this.random.nextLong();
        begin();
    }

    private void begin() {
        this.plan = new ShippingPlan(HOLD, this.ledger, (bytes) -> this.releasedBytes += bytes, new Safekeeping(null),
                this.now);
        this.throttle = new Throttle(MAX_CONCURRENCY, this.random, this.now);
        this.dispatch = new Dispatch(this.throttle, this.random, this.plan, this.deadLetters, new Journal(), PROBLEMS,
                () -> {
                });
        this.gate = new GateModel();
    }

    void run(boolean restarting) {
        int steps = 20 + this.random.nextInt(100);
        for (int i = 0; i < steps; i++) {
            step();
            check();
        }
        if (restarting) {
            restart();
            for (int i = 0; i < steps; i++) {
                step();
                check();
            }
        }
        drain();
    }

    int opens() {
        return this.opens;
    }

    int metrics() {
        return this.metrics;
    }

    private void step() {
        switch (this.random.nextInt(14)) {
            case 0, 1 -> start();
            case 2, 3 -> end();
            case 4 -> lateMetric();
            case 5, 6 -> arrive();
            case 7, 8 -> send();
            case 9, 10 -> answer();
            case 11 -> announce();
            case 12 -> pass();
            default -> time();
        }
    }

    private void start() {
        List<SampleSpan> parents = (this.random.nextInt(8) == 0) ? this.ended : this.running;
        boolean root = parents.isEmpty() || this.random.nextInt(4) == 0;
        SampleSpan span = root ? root() : any(parents).child("child");
        this.all.put(span.id(), span);
        for (int i = this.random.nextInt(3); i > 1; i--) {
            span.metric("metric");
        }
        this.running.add(this.random.nextBoolean() ? span.input("[1,2,3]") : span);
    }

    private SampleSpan root() {
        return (this.random.nextInt(4) == 0) ? SampleSpan.belowAnotherService("entry") : SampleSpan.root("root");
    }

    private void announce() {
        if (!this.running.isEmpty()) {
            SampleSpan span = any(this.running);
            this.onTheirWay.add(this.random.nextBoolean() ? new Item.Announced(span)
                    : new Item.Needed(span, new CompletableFuture<>()));
        }
    }

    private void end() {
        if (this.running.isEmpty()) {
            return;
        }
        SampleSpan span = this.running.remove(this.random.nextInt(this.running.size()));
        this.ended.add(span);
        this.endedAt.put(span.id(), this.now);
        Item.Finished finished = span.finish();
        int items = 1 + finished.span().metrics().size();
        this.ledger.countCreated(items);
        if (this.random.nextInt(25) == 0) {
            this.ledger.countDropped(Drop.MEMORY_FULL, items);
            span.dropRecord();
            this.concluded.add(span.id());
            if (this.random.nextInt(4) != 0) {
                this.onTheirWay.add(new Item.Lost(span));
            }
        }
        else {
            this.onTheirWay.add(finished);
        }
    }

    private void lateMetric() {
        if (!this.ended.isEmpty()) {
            this.ledger.countCreated(1);
            this.onTheirWay.add(any(this.ended).lateMetric("late"));
        }
    }

    private void arrive() {
        if (!this.onTheirWay.isEmpty()) {
            accept(this.onTheirWay.remove(this.random.nextInt(this.onTheirWay.size())));
        }
    }

    private void accept(Item item) {
        if (item instanceof Item.Finished finished) {
            this.accepted += 1 + finished.span().metrics().size();
            this.acceptedBytes += finished.bytes();
        }
        else if (item instanceof Item.LateMetric late) {
            this.accepted++;
            this.acceptedBytes += late.bytes();
        }
        this.plan.accept(item, this.now);
    }

    private void send() {
        this.dispatch.sendReady(this.destination, this.now);
        while (this.destination.hasNext()) {
            MemoryExporter.Call call = this.destination.poll();
            checkRequest(call.request());
            this.gate.sent(call, this.now);
            this.underWay.add(call);
        }
        require(this.underWay.size() <= MAX_CONCURRENCY + 1, "so many requests at once and a probe");
    }

    private void checkRequest(ExportRequest request) {
        if (request instanceof ExportRequest.Create create) {
            checkCreate(create.span());
        }
        else if (request instanceof ExportRequest.Complete complete) {
            SpanRecord span = complete.span();
            assertThat(this.confirmed.get(span.id())).as("opened, not completed").isEqualTo("opened");
            assertThat(span.endTime()).isNotNull();
            checkPayload(span);
        }
        else if (request instanceof ExportRequest.AddMetric add) {
            this.metrics++;
            String known = this.confirmed.get(add.spanId());
            assertThat(known).as("stored before its metrics").isNotNull();
            assertThat("finished".equals(known) || isConcluded(add.spanId())).as("ended").isTrue();
        }
    }

    private boolean isConcluded(UUID id) {
        return this.concluded.contains(id)
                || this.now - this.endedAt.getOrDefault(id, this.now) >= ShippingPlan.RECORD_GRACE.toNanos();
    }

    private void checkCreate(SpanRecord span) {
        SampleSpan node = this.all.get(span.id());
        assertThat(this.confirmed.get(span.id())).as("created before").isNull();
        assertThat(this.refused).as("refused for good").doesNotContain(span.id());
        if (node.parent() != null) {
            assertThat(this.confirmed).as("the parent is stored").containsKey(node.parent().id());
        }
        checkPayload(span);
        if (node.hadInput() && !node.isRecordDropped() && !isConcluded(span.id())) {
            assertThat(span.input()).as("what the span was given").isNotNull();
        }
        this.opens += (span.endTime() == null) ? 1 : 0;
    }

    private void checkPayload(SpanRecord span) {
        if (span.input() != null) {
            assertThat(span.input().text().startsWith("<refused: ")).as("a stub")
                .isEqualTo(this.stubbed.contains(span.id()));
        }
    }

    private void answer() {
        if (!this.underWay.isEmpty()) {
            MemoryExporter.Call call = this.underWay.remove(this.random.nextInt(this.underWay.size()));
            int dice = this.random.nextInt(24);
            if (dice < 14) {
                stored(call);
            }
            else if (dice < 22) {
                answer(call, trouble(dice));
            }
            else {
                refuse(call, dice == 22);
            }
        }
    }

    private ExportResult trouble(int dice) {
        return switch (dice) {
            case 14 -> new ExportResult.Retry("asks", Duration.ofSeconds(1 + this.random.nextInt(400)), MANY,
                    Trouble.OVERLOADED, 429);
            case 15 -> new ExportResult.Retry("busy", null, MANY, Trouble.OVERLOADED, 503);
            case 16 -> new ExportResult.Retry("key", null, MANY, Trouble.UNAUTHORIZED, 401);
            case 17 -> ExportResult.Retry.limited("unknown", Duration.ofSeconds(1), MANY, 404);
            default -> ExportResult.Retry.later("reset", null);
        };
    }

    private void answer(MemoryExporter.Call call, ExportResult result) {
        call.answer().complete(result);
        this.gate.answered(call, result, this.now);
        this.dispatch.takeAnswers(this.now);
    }

    private void stored(MemoryExporter.Call call) {
        if (call.request() instanceof ExportRequest.Create create) {
            String state = (create.span().endTime() != null) ? "finished" : "opened";
            assertThat(this.confirmed.put(create.span().id(), state)).isNull();
        }
        else if (call.request() instanceof ExportRequest.Complete complete) {
            assertThat(this.confirmed.put(complete.span().id(), "finished")).isEqualTo("opened");
        }
        answer(call, ExportResult.stored());
    }

    /**
     * Twice is for good: a span can do without its payloads, and without a parent
     * elsewhere.
     */
    private void refuse(MemoryExporter.Call call, boolean forPayload) {
        SpanRecord span = call.span();
        boolean withoutParent = call.request() instanceof ExportRequest.Create create && create.parentElsewhere();
        if (span == null) {
            this.finalRefusals++;
        }
        else if (!withoutParent && forPayload && span.input() != null && !this.stubbed.contains(span.id())) {
            this.stubbed.add(span.id());
        }
        else if (!withoutParent) {
            this.finalRefusals++;
            this.concluded.add(span.id());
            if (call.request() instanceof ExportRequest.Create) {
                this.refused.add(span.id());
            }
        }
        answer(call, new ExportResult.Rejected("refused", 422, forPayload));
    }

    private void time() {
        if (this.random.nextInt(3) == 0) {
            int epoch = this.plan.flush(this.now);
            this.acceptedBefore.put(epoch, this.accepted);
        }
        else {
            this.now += this.random.nextInt(HOLD);
            this.plan.advance(this.now);
        }
    }

    /** Until something can happen, and once in a while until everything is too old. */
    private void pass() {
        long due = untilDue();
        boolean forLong = this.random.nextInt(50) == 0;
        long nanos = forLong ? ShippingPlan.MAX_AGE.toNanos() + 1 : (due != Long.MAX_VALUE) ? due : 0;
        this.now += nanos;
        this.plan.advance(this.now);
    }

    private long untilDue() {
        return Math.min(this.plan.nextDueNanos(this.now), this.dispatch.untilNext(this.now));
    }

    private long settled() {
        return this.accepted - this.plan.unsettled();
    }

    /** Plain comparisons, since this is done some ten million times. */
    private void check() {
        long onTheirWayItems = 0;
        for (Item item : this.onTheirWay) {
            onTheirWayItems += items(item);
        }
        long settled = this.ledger.stored() + this.ledger.deadLettered() + this.ledger.dropped();
        require(this.ledger.created() == settled + this.plan.unsettled() + onTheirWayItems,
                "created = stored + dead-lettered + dropped + unsettled");
        require(this.releasedBytes <= this.acceptedBytes, "no more released than accepted");
        require(this.plan.unsettled() > 0 || this.releasedBytes == this.acceptedBytes, "all is released");
        require(this.plan.oldestNanos(this.now) - this.now <= 0, "the oldest is not of the future");
        this.acceptedBefore.forEach((epoch, count) -> require(!this.plan.isSettled(epoch) || settled() >= count,
                "what came before a flush is settled with it"));
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw new AssertionError("Broken: " + rule);
        }
    }

    private static long items(Item item) {
        return (item instanceof Item.Finished finished) ? 1 + finished.span().metrics().size()
                : (item instanceof Item.LateMetric) ? 1 : 0;
    }

    /** A stop that leaves a remainder, and a start with the same spans running. */
    private void restart() {
        this.plan.abandonAll(Drop.SHUTDOWN, 0);
        this.ended.forEach((span) -> this.concluded.add(span.id()));
        this.underWay.clear();
        this.acceptedBefore.clear();
        begin();
        check();
    }

    /** From now on everything goes well, and so nothing may be left. */
    private void drain() {
        while (!this.running.isEmpty()) {
            end();
        }
        while (!this.onTheirWay.isEmpty()) {
            arrive();
        }
        for (int rounds = 0; this.plan.unsettled() > 0; rounds++) {
            assertThat(rounds).as("rounds to settle what is left").isLessThan(1_000);
            round();
            check();
        }
        // A span that was announced, and whose record was lost, is waited for no longer.
        this.plan.advance(this.now += HOLD);
        this.plan.advance(this.now += ShippingPlan.RECORD_GRACE.toNanos());
        assertThat(this.plan.waiting()).isZero();
        assertThat(this.deadLetters.list()).as("dead letters").hasSize(this.finalRefusals);
        assertThat(this.ledger.pending()).isZero();
        this.acceptedBefore.keySet().forEach((epoch) -> assertThat(this.plan.isSettled(epoch)).isTrue());
    }

    private void round() {
        send();
        while (!this.underWay.isEmpty()) {
            stored(this.underWay.remove(this.random.nextInt(this.underWay.size())));
        }
        long due = untilDue();
        this.now += (due == Long.MAX_VALUE) ? 0 : due;
        this.plan.advance(this.now);
    }

    private <T> T any(List<T> list) {
        return list.get(this.random.nextInt(list.size()));
    }

}
