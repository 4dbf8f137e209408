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

import ai.opper.tracing.buffer.Item;
import ai.opper.tracing.export.ExportResult.Trouble;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.spool.ModelSpool;
import ai.opper.tracing.spool.SpoolEntry;
import ai.opper.tracing.spool.Spooled;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One random life of the pipeline with a spool: spans start and end, the disk writes,
 * requests go out and are answered, lost or refused for now, memory gets short, the
 * application stops and starts, and the process dies. Every step is checked against a
 * strict destination, and in the end everything that was written has to be there.
 */
final class SpooledSchedule {

    private static final int HOLD = 2_000_000;

    private static final int WRITING_NANOS = 5_000_000;

    private static final int MANY = Integer.MAX_VALUE;

    private static final Problems PROBLEMS = new Problems();

    private final Random random;

    /** Finished spans of all processes that have to be stored in the end. */
    private final Map<UUID, SampleSpan> due = new HashMap<>();

    /** Late metrics of all processes that have to be stored in the end, by dimension. */
    private final Map<String, UUID> dueMetrics = new HashMap<>();

    /** Spans that were noted as opened when their process died. */
    private final Set<UUID> dueEnds = new HashSet<>();

    private final List<SampleSpan> running = new ArrayList<>();

    private final List<SampleSpan> ended = new ArrayList<>();

    private final List<Item> onTheirWay = new ArrayList<>();

    private final List<MemoryExporter.Call> underWay = new ArrayList<>();

    private final ModelDestination destination = new ModelDestination(this::mayCome);

    private MemoryExporter exporter;

    private ModelSpool spool = new ModelSpool();

    /** What the spool has given out, and has not come yet. */
    private List<Spooled> givenOut = List.of();

    private Ledger ledger;

    private Safekeeping keeping;

    private ShippingPlan plan;

    private Throttle throttle;

    private Dispatch dispatch;

    private long now;

    private long bytes;

    private int count;

    private int deaths;

    private int returned;

    private int spooled;

    SpooledSchedule(long seed) {
        this.random = new Random(seed);
        this.now = this.random.nextLong();
        this.ledger = new Ledger();
        begin(List.of());
    }

    private void begin(List<SpanNode> openSpans) {
        this.exporter = MemoryExporter.silent();
        this.keeping = new Safekeeping(this.spool);
        this.plan = new ShippingPlan(HOLD, this.ledger, (released) -> this.bytes -= released, this.keeping, this.now);
        this.plan.expect(openSpans);
        this.throttle = new Throttle(8, this.random, this.now);
        this.dispatch = new Dispatch(this.throttle, this.random, this.plan, new DeadLetters(), new Journal(), PROBLEMS,
                () -> {
                });
    }

    void run() {
        int steps = 40 + this.random.nextInt(160);
        for (int i = 0; i < steps; i++) {
            step();
            check();
        }
        drain();
    }

    int deaths() {
        return this.deaths;
    }

    int returned() {
        return this.returned;
    }

    int spooled() {
        return this.spooled;
    }

    private void step() {
        switch (this.random.nextInt(28)) {
            case 0, 1, 2, 3 -> start();
            case 4, 5, 6, 7 -> end();
            case 8 -> lateMetric();
            case 9, 10, 11 -> arrive();
            case 12, 13, 14 -> send();
            case 15, 16, 17 -> answer();
            case 18 -> this.spool.write();
            case 19 -> leaveToSpool();
            case 20, 21 -> askForOldest(1 + this.random.nextInt(5));
            case 22, 23 -> takeBack();
            case 24 -> rarely(8, this::die);
            case 25 -> rarely(8, this::restart);
            case 26 -> this.plan.flush(this.now);
            default -> pass();
        }
    }

    private void rarely(int oneIn, Runnable action) {
        if (this.random.nextInt(oneIn) == 0) {
            action.run();
        }
    }

    private void start() {
        List<SampleSpan> parents = (this.random.nextInt(6) == 0) ? this.ended : this.running;
        boolean root = parents.isEmpty() || this.random.nextInt(4) == 0;
        SampleSpan span = root ? SampleSpan.root("root") : any(parents).child("child");
        if (this.random.nextInt(4) == 0) {
            span.metric("metric" + this.count++);
        }
        this.running.add(span);
    }

    private void end() {
        if (!this.running.isEmpty()) {
            SampleSpan span = this.running.remove(this.random.nextInt(this.running.size()));
            this.ended.add(span);
            Item.Finished finished = span.finish();
            this.ledger.countCreated(1 + finished.span().metrics().size());
            this.onTheirWay.add(finished);
        }
    }

    private void lateMetric() {
        List<SampleSpan> arrived = this.ended.stream().filter((each) -> this.due.containsKey(each.id())).toList();
        if (!arrived.isEmpty()) {
            this.ledger.countCreated(1);
            this.onTheirWay.add(any(arrived).lateMetric("late" + this.count++));
        }
    }

    private void arrive() {
        if (!this.onTheirWay.isEmpty()) {
            Item item = this.onTheirWay.remove(this.random.nextInt(this.onTheirWay.size()));
            if (item instanceof Item.Finished finished) {
                this.bytes += finished.bytes();
                this.due.put(item.node().id(), (SampleSpan) item.node());
            }
            else if (item instanceof Item.LateMetric late) {
                this.bytes += late.bytes();
                this.dueMetrics.put(late.metric().dimension(), item.node().id());
            }
            this.plan.accept(item, this.now);
        }
    }

    private void arriveAll() {
        while (!this.onTheirWay.isEmpty()) {
            arrive();
        }
    }

    private void send() {
        this.dispatch.sendReady(this.exporter, this.now);
        while (this.exporter.hasNext()) {
            this.underWay.add(this.exporter.poll());
        }
    }

    private void answer() {
        if (!this.underWay.isEmpty()) {
            MemoryExporter.Call call = this.underWay.remove(this.random.nextInt(this.underWay.size()));
            switch (this.random.nextInt(12)) {
                case 0 ->
                    answer(call, new ExportResult.Retry("asks", Duration.ofSeconds(2), MANY, Trouble.OVERLOADED, 429));
                case 1 -> answer(call, ExportResult.Retry.later("refused connection", null));
                default -> answer(call, this.destination.store(call.request()));
            }
        }
    }

    private void answer(MemoryExporter.Call call, ExportResult result) {
        call.answer().complete(result);
        this.dispatch.takeAnswers(this.now);
    }

    private void leaveToSpool() {
        for (int i = this.random.nextInt(4); i > 0; i--) {
            this.spooled += this.plan.leaving().leaveOldest(this.now) ? 1 : 0;
        }
    }

    /**
     * One batch at a time, which comes when something else has happened. One with a note
     * comes at once: a death before the end of the noted span replaces a note that is on
     * its way is not provided for.
     */
    private void askForOldest(int max) {
        if (this.givenOut.isEmpty()) {
            this.plan.homecoming().expectBatch();
            this.givenOut = this.spool.oldest(max).toCompletableFuture().join();
            if (this.givenOut.stream().anyMatch((each) -> each.entry() instanceof SpoolEntry.Opened)) {
                takeBack();
            }
        }
    }

    private void takeBack() {
        this.returned += this.givenOut.size();
        this.givenOut.forEach((each) -> this.plan.homecoming().takeBack(each, this.now));
        this.plan.homecoming().endBatch();
        this.givenOut = List.of();
    }

    private void pass() {
        long due = this.plan.nextDueNanos(this.now);
        long nanos = (this.random.nextBoolean() && due != Long.MAX_VALUE) ? due : this.random.nextInt(HOLD);
        if (nanos > WRITING_NANOS) {
            arriveAll();
            this.spool.write();
        }
        this.now += nanos;
        this.plan.advance(this.now);
    }

    /** The process is killed: what the disk does not have is lost, if it was not sent. */
    private void die() {
        this.deaths++;
        loseAnswers();
        this.spool.unwritten().forEach(this::forget);
        for (SpoolEntry entry : this.spool.written()) {
            if (entry instanceof SpoolEntry.Opened opened) {
                this.dueEnds.add(opened.snapshot().id());
            }
        }
        this.spool = this.spool.afterDeath();
        this.givenOut = List.of();
        this.ledger = new Ledger();
        this.ledger.countCreated(this.spool.waitingItems());
        this.running.clear();
        this.ended.clear();
        this.onTheirWay.clear();
        this.bytes = 0;
        begin(List.of());
    }

    private void forget(SpoolEntry entry) {
        if (entry instanceof SpoolEntry.Finished finished) {
            this.due.remove(finished.span().id());
        }
        else if (entry instanceof SpoolEntry.LateMetric late) {
            this.dueMetrics.remove(late.metric().dimension());
        }
    }

    private void loseAnswers() {
        for (MemoryExporter.Call call : this.underWay) {
            if (this.random.nextBoolean()) {
                this.destination.store(call.request());
            }
        }
        this.underWay.clear();
        this.destination.forgiving = true;
    }

    /** An orderly stop that leaves a remainder to the spool, and a start. */
    private void restart() {
        loseAnswers();
        this.givenOut = List.of();
        int left = this.plan.unsettled();
        int kept = this.spool.releaseAll();
        assertThat(this.plan.abandonAll(Drop.SHUTDOWN, kept)).as("given up").isEqualTo(Math.max(0, left - kept));
        List<SpanNode> open = this.plan.running();
        this.bytes = 0;
        begin(open);
    }

    /** Plain comparisons, since this is done some ten million times. */
    private void check() {
        long coming = 0;
        for (Item item : this.onTheirWay) {
            coming += (item instanceof Item.Finished finished) ? 1 + finished.span().metrics().size() : 1;
        }
        long pending = this.ledger.created() - this.ledger.stored() - this.ledger.deadLettered()
                - this.ledger.dropped();
        for (Spooled each : this.givenOut) {
            int parts = each.entry().parts() - each.acknowledged().cardinality();
            coming += (each.entry().items() > 0) ? parts : 0;
        }
        if (pending != this.plan.unsettled() + coming + this.spool.waitingItems()) {
            throw new AssertionError("created = stored + in memory + in spool: " + pending + " pending, "
                    + this.plan.unsettled() + " in memory, " + coming + " on their way, " + this.spool.waitingItems()
                    + " in the spool");
        }
        if (this.bytes < 0 || (this.plan.unsettled() == 0 && this.bytes != 0)) {
            throw new AssertionError(this.bytes + " bytes are taken by " + this.plan.unsettled() + " items");
        }
    }

    /** Whether a span is in memory or on the disk, so that its children have to wait. */
    private boolean mayCome(UUID span) {
        return this.due.containsKey(span) || this.dueEnds.contains(span)
                || this.running.stream().anyMatch((each) -> each.id().equals(span))
                || this.onTheirWay.stream().anyMatch((each) -> each.node().id().equals(span));
    }

    /** From now on everything goes well, and so nothing may be left. */
    private void drain() {
        while (!this.running.isEmpty()) {
            end();
        }
        arriveAll();
        for (int rounds = 0; this.ledger.pending() > 0 || this.spool.status().waiting() > 0; rounds++) {
            assertThat(rounds).as("rounds to settle what is left").isLessThan(1_000);
            this.spool.write();
            askForOldest(10);
            takeBack();
            round();
            check();
        }
        this.due.keySet()
            .forEach((span) -> assertThat(this.destination.isFinished(span))
                .as("span %s is stored; it is open: %s", span, this.destination.isOpen(span))
                .isTrue());
        for (SampleSpan span : this.due.values()) {
            for (MetricRecord metric : span.snapshot().metrics()) {
                assertThat(this.destination.hasMetric(span.id(), metric.dimension())).as("metric is stored").isTrue();
            }
        }
        this.dueMetrics.forEach((dimension,
                span) -> assertThat(this.destination.hasMetric(span, dimension)).as("late metric is stored").isTrue());
        this.dueEnds.stream()
            .filter(this.destination.spans()::contains)
            .forEach((span) -> assertThat(this.destination.isOpen(span)).as("is left open").isFalse());
        assertThat(this.ledger.dropped()).as("dropped").isZero();
        this.spool.write();
        assertThat(this.spool.written()).as("left in the spool").isEmpty();
    }

    private void round() {
        send();
        while (!this.underWay.isEmpty()) {
            MemoryExporter.Call call = this.underWay.remove(this.random.nextInt(this.underWay.size()));
            answer(call, this.destination.store(call.request()));
        }
        long next = Math.min(this.plan.nextDueNanos(this.now), this.dispatch.untilNext(this.now));
        this.now += (next == Long.MAX_VALUE) ? 0 : next;
        this.plan.advance(this.now);
    }

    private <T> T any(List<T> list) {
        return list.get(this.random.nextInt(list.size()));
    }

}
