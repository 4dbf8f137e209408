// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import ai.opper.tracing.buffer.Item;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One random schedule of everything that can happen to a plan, beside a small model of
 * the destination that knows what must never be asked of it.
 */
final class RandomSchedule {

    private static final int HOLD = 1_000;

    private final Random random;

    private final Ledger ledger = new Ledger();

    private final List<SampleSpan> running = new ArrayList<>();

    private final List<SampleSpan> ended = new ArrayList<>();

    /** Items that have been put into the buffer and not taken out. */
    private final List<Item> onTheirWay = new ArrayList<>();

    private final List<Task> underWay = new ArrayList<>();

    /** What the destination has confirmed, by span. */
    private final Map<UUID, String> confirmed = new HashMap<>();

    /** Spans that may get metrics although they were never completed. */
    private final Set<UUID> concluded = new HashSet<>();

    private final Map<Integer, Long> acceptedBefore = new HashMap<>();

    private ShippingPlan plan;

    private long now;

    private long accepted;

    private long acceptedBytes;

    private long releasedBytes;

    private int opens;

    private int metrics;

    RandomSchedule(long seed) {
        this.random = new Random(seed);
        this.now = this.random.nextLong();
        this.plan = newPlan();
    }

    private ShippingPlan newPlan() {
        return new ShippingPlan(HOLD, this.ledger, (bytes) -> this.releasedBytes += bytes);
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
        switch (this.random.nextInt(13)) {
            case 0, 1 -> start();
            case 2, 3 -> end();
            case 4 -> lateMetric();
            case 5, 6 -> arrive();
            case 7, 8 -> send();
            case 9, 10 -> answer();
            case 11 -> announce();
            default -> time();
        }
    }

    private void start() {
        List<SampleSpan> parents = (this.random.nextInt(8) == 0) ? this.ended : this.running;
        boolean root = parents.isEmpty() || this.random.nextInt(4) == 0;
        SampleSpan span = root ? root() : any(parents).child("child");
        for (int i = this.random.nextInt(3); i > 1; i--) {
            span.metric("metric");
        }
        this.running.add(span);
    }

    private SampleSpan root() {
        return (this.random.nextInt(4) == 0) ? SampleSpan.belowAnotherService("entry") : SampleSpan.root("root");
    }

    private void announce() {
        if (!this.running.isEmpty()) {
            this.onTheirWay.add(new Item.Announced(any(this.running)));
        }
    }

    private void end() {
        if (this.running.isEmpty()) {
            return;
        }
        SampleSpan span = this.running.remove(this.random.nextInt(this.running.size()));
        this.ended.add(span);
        Item.Finished finished = span.finish();
        int items = 1 + finished.span().metrics().size();
        this.ledger.countCreated(items);
        if (this.random.nextInt(25) == 0) {
            this.ledger.countDropped(Drop.MEMORY_FULL, items);
            if (this.random.nextInt(4) != 0) {
                this.onTheirWay.add(new Item.Lost(span));
            }
            else {
                this.concluded.add(span.id());
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
        else if (item instanceof Item.Lost) {
            this.concluded.add(item.node().id());
        }
        this.plan.accept(item, this.now);
    }

    private void send() {
        for (int i = this.random.nextInt(4); i >= 0; i--) {
            Task task = this.plan.next();
            if (task == null) {
                return;
            }
            task.attempts++;
            checkRequest(task);
            this.underWay.add(task);
        }
    }

    private void checkRequest(Task task) {
        SampleSpan span = (SampleSpan) task.delivery.node;
        String known = this.confirmed.get(span.id());
        switch (task.kind) {
            case OPEN, CREATE -> {
                assertThat(known).as("created before").isNull();
                if (span.parent() != null) {
                    assertThat(this.confirmed).as("the parent is stored").containsKey(span.parent().id());
                }
                this.opens += (task.kind == Task.Kind.OPEN) ? 1 : 0;
            }
            case COMPLETE -> assertThat(known).as("opened, not completed").isEqualTo("opened");
            case METRIC -> {
                this.metrics++;
                assertThat(known).as("stored before its metrics").isNotNull();
                assertThat("finished".equals(known) || this.concluded.contains(span.id())).as("ended").isTrue();
            }
        }
        boolean finished = task.kind == Task.Kind.CREATE || task.kind == Task.Kind.COMPLETE;
        assertThat(task.request()).isInstanceOf(switch (task.kind) {
            case OPEN, CREATE -> ExportRequest.Create.class;
            case COMPLETE -> ExportRequest.Complete.class;
            case METRIC -> ExportRequest.AddMetric.class;
        });
        if (finished) {
            assertThat(task.delivery.finished.endTime()).isNotNull();
        }
    }

    private void answer() {
        if (!this.underWay.isEmpty()) {
            Task task = this.underWay.remove(this.random.nextInt(this.underWay.size()));
            int dice = this.random.nextInt(20);
            if (dice < 14) {
                stored(task);
            }
            else if (dice < 19) {
                this.plan.failed(task, this.now + this.random.nextInt(2 * HOLD));
            }
            else {
                this.concluded.add(task.delivery.node.id());
                this.plan.rejected(task);
            }
        }
    }

    private void stored(Task task) {
        UUID id = task.delivery.node.id();
        switch (task.kind) {
            case OPEN -> assertThat(this.confirmed.put(id, "opened")).isNull();
            case CREATE -> assertThat(this.confirmed.put(id, "finished")).isNull();
            case COMPLETE -> assertThat(this.confirmed.put(id, "finished")).isEqualTo("opened");
            case METRIC -> {
                // Counted by the ledger.
            }
        }
        this.plan.stored(task);
    }

    private void time() {
        if (this.random.nextInt(3) == 0) {
            int epoch = this.plan.flush(this.now);
            this.acceptedBefore.put(epoch, this.accepted);
        }
        else {
            long due = this.plan.nextDueNanos(this.now);
            this.now += (due < 2L * HOLD && this.random.nextBoolean()) ? due : this.random.nextInt(HOLD);
            this.plan.advance(this.now);
        }
    }

    private long settled() {
        return this.accepted - this.plan.unsettled();
    }

    private void check() {
        long onTheirWayItems = this.onTheirWay.stream().mapToLong(RandomSchedule::items).sum();
        assertThat(this.ledger.created()).as("created = stored + dropped + unsettled")
            .isEqualTo(this.ledger.stored() + this.ledger.dropped() + this.plan.unsettled() + onTheirWayItems);
        assertThat(this.releasedBytes).isLessThanOrEqualTo(this.acceptedBytes);
        if (this.plan.unsettled() == 0) {
            assertThat(this.releasedBytes).as("released").isEqualTo(this.acceptedBytes);
        }
        this.acceptedBefore.forEach((epoch, count) -> {
            if (this.plan.isSettled(epoch)) {
                assertThat(settled()).as("settled when flush " + epoch + " is").isGreaterThanOrEqualTo(count);
            }
        });
    }

    private static long items(Item item) {
        return (item instanceof Item.Finished finished) ? 1 + finished.span().metrics().size()
                : (item instanceof Item.LateMetric) ? 1 : 0;
    }

    /** A stop that leaves a remainder, and a start with the same spans running. */
    private void restart() {
        this.plan.abandonAll(Drop.SHUTDOWN);
        this.ended.forEach((span) -> this.concluded.add(span.id()));
        this.underWay.clear();
        this.acceptedBefore.clear();
        this.plan = newPlan();
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
        assertThat(this.ledger.pending()).isZero();
        this.acceptedBefore.keySet().forEach((epoch) -> assertThat(this.plan.isSettled(epoch)).isTrue());
    }

    private void round() {
        for (Task task = this.plan.next(); task != null; task = this.plan.next()) {
            task.attempts++;
            checkRequest(task);
            this.underWay.add(task);
        }
        while (!this.underWay.isEmpty()) {
            stored(this.underWay.remove(this.random.nextInt(this.underWay.size())));
        }
        long due = this.plan.nextDueNanos(this.now);
        this.now += (due == Long.MAX_VALUE) ? 0 : due;
        this.plan.advance(this.now);
    }

    private <T> T any(List<T> list) {
        return list.get(this.random.nextInt(list.size()));
    }

}
