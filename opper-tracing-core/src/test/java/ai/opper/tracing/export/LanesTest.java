// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import ai.opper.tracing.span.Ledger;

import static org.assertj.core.api.Assertions.assertThat;

class LanesTest {

    private final Lanes lanes = new Lanes(0);

    private final ShippingPlan plan = new ShippingPlan(0, new Ledger(), (bytes) -> {
    }, new Safekeeping(null), 0);

    private Task task(long sinceNanos) {
        Delivery delivery = Delivery.of(SampleSpan.root("root"), this.plan);
        delivery.sinceNanos = sinceNanos;
        return Task.create(delivery);
    }

    private void addRetries(int count) {
        for (int i = 0; i < count; i++) {
            Task task = task(0);
            task.attempts = 1;
            this.lanes.add(task, 10);
        }
    }

    private List<Task> take(int count) {
        List<Task> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(this.lanes.next(true));
        }
        return taken;
    }

    @Test
    void lanes_shareWhatIsUnderWayWhenBothHaveWork() {
        addRetries(100);
        this.lanes.advance(10);
        for (int i = 0; i < 100; i++) {
            this.lanes.add(task(10));
        }
        List<Task> taken = take(8);
        assertThat(taken).filteredOn((task) -> task.fromBacklog).hasSize(4);
        // However much longer the old ones take, the new ones keep their half.
        for (int i = 0; i < 20; i++) {
            Task quick = taken.stream().filter((task) -> !task.fromBacklog).findFirst().orElseThrow();
            this.lanes.returned(quick);
            taken.remove(quick);
            Task next = this.lanes.next(true);
            assertThat(next.fromBacklog).isFalse();
            taken.add(next);
        }
    }

    /** As with one permit, or at the pace that a rate limit allows. */
    @Test
    void lanes_takeTurnsWhenOnlyOneRequestIsUnderWay() {
        addRetries(100);
        this.lanes.advance(10);
        List<Boolean> fromBacklog = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            this.lanes.add(task(10));
            Task next = this.lanes.next(true);
            fromBacklog.add(next.fromBacklog);
            this.lanes.returned(next);
        }
        assertThat(fromBacklog).containsExactly(false, true, false, true, false, true);
    }

    @Test
    void lane_getsEverythingWhenTheOtherIsEmpty() {
        addRetries(8);
        this.lanes.advance(10);
        assertThat(take(8)).doesNotContainNull();
        assertThat(this.lanes.next(true)).isNull();
        this.lanes.add(task(10));
        assertThat(this.lanes.next(true).fromBacklog).isFalse();
    }

    @Test
    void newSpans_areOldAfterAWhile() {
        this.lanes.add(task(0));
        this.lanes.advance(Lanes.NEW_NANOS);
        assertThat(this.lanes.backlogSize()).isZero();
        this.lanes.advance(Lanes.NEW_NANOS + 1);
        assertThat(this.lanes.backlogSize()).isEqualTo(1);
        assertThat(this.lanes.next(true).fromBacklog).isTrue();
    }

    @Test
    void retries_waitForTheirTime() {
        addRetries(1);
        assertThat(this.lanes.untilNextDue(4)).isEqualTo(6);
        this.lanes.advance(9);
        assertThat(this.lanes.next(true)).isNull();
        assertThat(this.lanes.isEmpty()).isFalse();
        this.lanes.advance(10);
        assertThat(this.lanes.next(true)).isNotNull();
        assertThat(this.lanes.isEmpty()).isTrue();
    }

    @Test
    void backlog_waitsWhileItMayNotGo() {
        addRetries(1);
        this.lanes.advance(10);
        this.lanes.add(task(10));
        assertThat(this.lanes.next(false).fromBacklog).isFalse();
        assertThat(this.lanes.next(false)).isNull();
        assertThat(this.lanes.hasReady()).isTrue();
        assertThat(this.lanes.hasNew()).isFalse();
        assertThat(this.lanes.next(true).fromBacklog).isTrue();
    }

    @Test
    void newSpans_areOldWhenTheDestinationWasAway() {
        this.lanes.add(task(0));
        this.lanes.makeOld();
        assertThat(this.lanes.next(false)).isNull();
        assertThat(this.lanes.next(true).fromBacklog).isTrue();
    }

    /** During an outage nothing is taken out, however many are left to the spool. */
    @Test
    void requests_thatAreNotNeededDoNotStay() {
        for (int i = 0; i < 50_000; i++) {
            Task task = task(0);
            this.lanes.add(task);
            if (i % 10 == 0) {
                this.lanes.advance(Lanes.NEW_NANOS * 2);
            }
            if (i % 100 != 0) {
                task.delivery.state = Delivery.State.SPOOLED;
                this.lanes.noteUnneeded();
            }
        }
        assertThat(this.lanes.size()).isBetween(500, 2_000);
        assertThat(take(500)).filteredOn(Task::isNeeded).hasSizeGreaterThan(100);
    }

}
