// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import ai.opper.tracing.buffer.Item;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;

import static org.assertj.core.api.Assertions.assertThat;

class ShippingPlanTest {

    private static final long HOLD = 1_000;

    private final Ledger ledger = new Ledger();

    private final AtomicLong released = new AtomicLong();

    private final List<Task> sent = new ArrayList<>();

    private long now = -500;

    private ShippingPlan plan = newPlan();

    private long accepted;

    private ShippingPlan newPlan() {
        return new ShippingPlan(HOLD, this.ledger, this.released::addAndGet, new Safekeeping(null), this.now);
    }

    private void accept(Item item) {
        if (item instanceof Item.Finished finished) {
            this.ledger.countCreated(1 + finished.span().metrics().size());
            this.accepted += finished.bytes();
        }
        else if (item instanceof Item.LateMetric late) {
            this.ledger.countCreated(1);
            this.accepted += late.bytes();
        }
        this.plan.accept(item, this.now);
    }

    private void pass(long nanos) {
        this.now += nanos;
        this.plan.advance(this.now);
    }

    /** What is sent now, as "KIND name". */
    private List<String> send() {
        List<String> names = new ArrayList<>();
        for (Task task = this.plan.next(true, this.now); task != null; task = this.plan.next(true, this.now)) {
            task.attempts++;
            this.sent.add(task);
            names.add(task.kind + " " + name(task));
        }
        return names;
    }

    private static String name(Task task) {
        return (task.metric != null) ? task.metric.metric().dimension() : ((SampleSpan) task.delivery.node).name();
    }

    private Task taken(String what) {
        Task task = this.sent.stream()
            .filter((each) -> (each.kind + " " + name(each)).equals(what))
            .findFirst()
            .orElseThrow(() -> new AssertionError(what + " is not under way"));
        this.sent.remove(task);
        return task;
    }

    private void stored(String what) {
        this.plan.stored(taken(what), null);
    }

    private void rejected(String what) {
        this.plan.rejected(taken(what), false);
    }

    private void failed(String what, long after) {
        this.plan.failed(taken(what), this.now + after);
    }

    private void assertSettled(int stored, int dropped) {
        assertThat(this.plan.unsettled()).as("unsettled").isZero();
        assertThat(this.ledger.stored()).as("stored").isEqualTo(stored);
        assertThat(this.ledger.deadLettered() + this.ledger.dropped()).as("given up").isEqualTo(dropped);
        assertThat(this.released.get()).as("released bytes").isEqualTo(this.accepted);
        assertThat(this.plan.waiting()).as("waiting").isZero();
    }

    @Test
    void accept_sendsARootAtOnce() {
        accept(SampleSpan.root("root").finish());
        assertThat(send()).containsExactly("CREATE root");
        stored("CREATE root");
        assertSettled(1, 0);
    }

    @Test
    void announcedSpan_isOpenedWhenTheHoldHasPassed() {
        SampleSpan root = SampleSpan.root("root");
        SampleSpan caller = root.child("caller");
        accept(new Item.Announced(caller));
        pass(HOLD - 1);
        assertThat(send()).isEmpty();
        pass(1);
        assertThat(send()).containsExactly("OPEN root");
        stored("OPEN root");
        assertThat(send()).containsExactly("OPEN caller");
        stored("OPEN caller");
        accept(caller.finish());
        accept(root.finish());
        assertThat(send()).containsExactlyInAnyOrder("COMPLETE caller", "COMPLETE root");
        stored("COMPLETE caller");
        stored("COMPLETE root");
        assertSettled(2, 0);
    }

    @Test
    void announcedSpanThatEndsWithinTheHold_isSentOnce() {
        SampleSpan root = SampleSpan.root("root");
        accept(new Item.Announced(root));
        accept(new Item.Announced(root));
        accept(root.finish());
        assertThat(send()).containsExactly("CREATE root");
        stored("CREATE root");
        accept(new Item.Announced(root));
        pass(2 * HOLD);
        assertThat(send()).isEmpty();
        assertSettled(1, 0);
    }

    private CompletableFuture<Boolean> need(SampleSpan span) {
        CompletableFuture<Boolean> stored = new CompletableFuture<>();
        accept(new Item.Needed(span, stored));
        this.plan.openings().finish(true);
        return stored;
    }

    @Test
    void neededSpan_isOpenedAtOnceWithWhatIsAboveIt() {
        SampleSpan root = SampleSpan.root("root");
        SampleSpan caller = root.child("caller");
        CompletableFuture<Boolean> callerStored = need(caller);
        CompletableFuture<Boolean> rootStored = need(root);
        assertThat(send()).containsExactly("OPEN root");
        stored("OPEN root");
        this.plan.openings().finish(true);
        assertThat(rootStored).isCompletedWithValue(true);
        assertThat(callerStored).isNotDone();
        assertThat(send()).containsExactly("OPEN caller");
        stored("OPEN caller");
        this.plan.openings().finish(true);
        assertThat(callerStored).isCompletedWithValue(true);
        assertThat(need(caller)).isCompletedWithValue(true);
        assertThat(send()).isEmpty();
        accept(caller.finish());
        accept(root.finish());
        assertThat(send()).containsExactlyInAnyOrder("COMPLETE caller", "COMPLETE root");
        stored("COMPLETE caller");
        stored("COMPLETE root");
        assertSettled(2, 0);
    }

    @Test
    void neededSpanThatEndsFirst_isSentOnce() {
        SampleSpan root = SampleSpan.root("root");
        CompletableFuture<Boolean> stored = need(root);
        accept(root.finish());
        assertThat(send()).containsExactly("CREATE root");
        stored("CREATE root");
        this.plan.openings().finish(true);
        assertThat(stored).isCompletedWithValue(true);
        assertSettled(1, 0);
    }

    @Test
    void neededSpanThatIsRefused_isNotWaitedFor() {
        SampleSpan root = SampleSpan.root("root");
        CompletableFuture<Boolean> stored = need(root);
        assertThat(send()).containsExactly("OPEN root");
        rejected("OPEN root");
        this.plan.openings().finish(true);
        assertThat(stored).isCompletedWithValue(false);
    }

    @Test
    void neededSpan_isNotWaitedForWhileTheDestinationIsAway() {
        CompletableFuture<Boolean> stored = need(SampleSpan.root("root"));
        this.plan.openings().finish(false);
        assertThat(stored).isCompletedWithValue(false);
    }

    @Test
    void spanBelowAnotherService_isSentWithItsParentAndInTheEndWithout() {
        accept(SampleSpan.belowAnotherService("entry").finish());
        assertThat(send()).containsExactly("CREATE entry");
        Task task = taken("CREATE entry");
        ExportRequest.Create first = (ExportRequest.Create) task.request();
        assertThat(first.parentElsewhere()).isTrue();
        assertThat(this.plan.rejected(task, false)).isFalse();
        assertThat(send()).containsExactly("CREATE entry");
        ExportRequest.Create second = (ExportRequest.Create) task.request();
        assertThat(second.span().parentId()).isNull();
        assertThat(second.span().meta().get("parent_span_id").text()).isEqualTo(first.span().parentId().toString());
        assertThat(this.plan.rejected(taken("CREATE entry"), false)).isTrue();
        assertSettled(0, 1);
    }

    @Test
    void spanBelowAnotherService_isNotLostWhenTheApplicationStopsFirst() {
        accept(SampleSpan.belowAnotherService("entry").finish());
        assertThat(send()).containsExactly("CREATE entry");
        this.plan.stopRetrying();
        failed("CREATE entry", 1);
        assertThat(send()).containsExactly("CREATE entry");
        stored("CREATE entry");
        assertSettled(1, 0);
    }

    @Test
    void accept_holdsALeafUntilItsRootIsStored() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.child("leaf").finish());
        assertThat(send()).isEmpty();
        accept(root.finish());
        assertThat(send()).containsExactly("CREATE root");
        assertThat(send()).isEmpty();
        stored("CREATE root");
        assertThat(send()).containsExactly("CREATE leaf");
        stored("CREATE leaf");
        assertSettled(2, 0);
    }

    @Test
    void accept_createsEachLevelAfterTheOneAbove() {
        SampleSpan root = SampleSpan.root("root");
        SampleSpan middle = root.child("middle");
        accept(middle.child("left").finish());
        accept(middle.child("right").finish());
        accept(middle.finish());
        accept(root.finish());
        assertThat(send()).containsExactly("CREATE root");
        stored("CREATE root");
        assertThat(send()).containsExactly("CREATE middle");
        stored("CREATE middle");
        assertThat(send()).containsExactly("CREATE left", "CREATE right");
        stored("CREATE right");
        stored("CREATE left");
        assertSettled(4, 0);
    }

    @Test
    void advance_opensTheTopmostAncestorsFirstAndOnce() {
        SampleSpan root = SampleSpan.root("root");
        SampleSpan middle = root.child("middle");
        accept(middle.child("one").finish());
        accept(middle.child("two").finish());
        pass(HOLD - 1);
        assertThat(send()).isEmpty();
        pass(1);
        assertThat(send()).containsExactly("OPEN root");
        pass(HOLD);
        assertThat(send()).isEmpty();
        stored("OPEN root");
        assertThat(send()).containsExactly("OPEN middle");
        stored("OPEN middle");
        assertThat(send()).containsExactly("CREATE one", "CREATE two");
        stored("CREATE one");
        stored("CREATE two");
        accept(middle.finish());
        accept(root.finish());
        assertThat(send()).containsExactly("COMPLETE middle", "COMPLETE root");
        stored("COMPLETE middle");
        stored("COMPLETE root");
        assertSettled(4, 0);
    }

    @Test
    void advance_doesNotOpenWhatHasEndedInTime() {
        SampleSpan root = SampleSpan.root("root");
        SampleSpan middle = root.child("middle");
        accept(middle.child("leaf").finish());
        accept(middle.finish());
        pass(HOLD);
        assertThat(send()).containsExactly("OPEN root");
        stored("OPEN root");
        assertThat(send()).containsExactly("CREATE middle");
    }

    @Test
    void next_createsAtOnceWhatEndedBeforeItWasOpened() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.child("leaf").finish());
        pass(HOLD);
        accept(root.finish());
        assertThat(send()).containsExactly("CREATE root");
        stored("CREATE root");
        assertThat(send()).containsExactly("CREATE leaf");
        stored("CREATE leaf");
        assertSettled(2, 0);
    }

    @Test
    void stored_completesWhatEndedWhileItWasBeingOpened() {
        SampleSpan root = SampleSpan.root("root").metric("hits");
        accept(root.child("leaf").finish());
        pass(HOLD);
        assertThat(send()).containsExactly("OPEN root");
        accept(root.finish());
        assertThat(send()).isEmpty();
        stored("OPEN root");
        assertThat(send()).containsExactly("COMPLETE root", "CREATE leaf");
        stored("CREATE leaf");
        stored("COMPLETE root");
        assertThat(send()).containsExactly("METRIC hits");
        stored("METRIC hits");
        assertSettled(3, 0);
    }

    @Test
    void failed_opensAgainWhatMayBeOpenAlready() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.child("leaf").finish());
        pass(HOLD);
        send();
        accept(root.finish());
        failed("OPEN root", 10);
        pass(9);
        assertThat(send()).isEmpty();
        pass(1);
        assertThat(send()).containsExactly("OPEN root");
        stored("OPEN root");
        assertThat(send()).containsExactly("COMPLETE root", "CREATE leaf");
    }

    @Test
    void accept_sendsALateChildOfAStoredParentAtOnce() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.finish());
        send();
        SampleSpan child = root.child("late");
        SampleSpan grandChild = child.child("later");
        stored("CREATE root");
        accept(child.finish());
        assertThat(send()).containsExactly("CREATE late");
        accept(grandChild.finish());
        assertThat(send()).isEmpty();
        stored("CREATE late");
        assertThat(send()).containsExactly("CREATE later");
        stored("CREATE later");
        assertSettled(3, 0);
    }

    @Test
    void accept_dropsWhatIsBelowASpanThatHadNoRoom() {
        SampleSpan root = SampleSpan.root("root");
        SampleSpan middle = root.child("middle").metric("hits");
        accept(middle.child("leaf").finish());
        accept(middle.finish());
        root.end();
        accept(new Item.Lost(root));
        assertThat(send()).isEmpty();
        assertThat(this.ledger.dropped(Drop.PARENT_DROPPED)).isEqualTo(3);
        accept(middle.child("late").finish());
        assertThat(this.ledger.dropped(Drop.PARENT_DROPPED)).isEqualTo(4);
        assertSettled(0, 4);
    }

    @Test
    void advance_dropsAtOnceWhatIsHeldBelowARunningSpanOfADroppedRoot() {
        SampleSpan root = SampleSpan.root("root");
        SampleSpan running = root.child("running");
        root.end();
        accept(new Item.Lost(root));
        accept(running.child("leaf").finish());
        pass(HOLD);
        assertThat(send()).isEmpty();
        assertSettled(0, 1);
        accept(running.finish());
        assertThat(this.ledger.dropped(Drop.PARENT_DROPPED)).isEqualTo(2);
        assertSettled(0, 2);
    }

    @Test
    void rejected_ofAnOpenCountsTheSpanAsRejectedAndItsChildrenAsOrphans() {
        SampleSpan root = SampleSpan.root("root").metric("hits");
        accept(root.child("leaf").finish());
        pass(HOLD);
        send();
        rejected("OPEN root");
        assertThat(this.ledger.dropped(Drop.PARENT_DROPPED)).isEqualTo(1);
        accept(root.finish());
        assertThat(send()).isEmpty();
        assertThat(this.ledger.deadLettered()).isEqualTo(2);
        accept(root.lateMetric("late"));
        assertThat(this.ledger.deadLettered()).isEqualTo(3);
        assertSettled(0, 4);
    }

    @Test
    void rejected_ofAnOpenCountsTheSpanThatEndedMeanwhileOnce() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.child("leaf").finish());
        pass(HOLD);
        send();
        accept(root.finish());
        rejected("OPEN root");
        assertThat(this.ledger.deadLettered()).isEqualTo(1);
        assertThat(this.ledger.dropped(Drop.PARENT_DROPPED)).isEqualTo(1);
        assertSettled(0, 2);
    }

    @Test
    void rejected_ofACreateTakesMetricsAndDescendantsAlong() {
        SampleSpan root = SampleSpan.root("root").metric("hits");
        SampleSpan middle = root.child("middle");
        accept(middle.child("leaf").finish());
        accept(middle.finish());
        accept(root.finish());
        send();
        accept(root.lateMetric("late"));
        rejected("CREATE root");
        assertThat(this.ledger.deadLettered()).isEqualTo(3);
        assertThat(this.ledger.dropped(Drop.PARENT_DROPPED)).isEqualTo(2);
        assertSettled(0, 5);
    }

    @Test
    void rejected_ofACompletionKeepsWhatIsBelowAndTheMetrics() {
        SampleSpan root = SampleSpan.root("root").metric("hits");
        accept(root.child("leaf").finish());
        pass(HOLD);
        send();
        stored("OPEN root");
        send();
        accept(root.finish());
        assertThat(send()).containsExactly("COMPLETE root");
        rejected("COMPLETE root");
        assertThat(send()).containsExactly("METRIC hits");
        stored("METRIC hits");
        stored("CREATE leaf");
        accept(root.child("late").finish());
        assertThat(send()).containsExactly("CREATE late");
        stored("CREATE late");
        assertThat(this.ledger.deadLettered()).isEqualTo(1);
        assertSettled(3, 1);
    }

    @Test
    void accept_keepsALateMetricUntilItsSpanIsStored() {
        SampleSpan root = SampleSpan.root("root");
        SampleSpan leaf = root.child("leaf");
        accept(leaf.finish());
        accept(leaf.lateMetric("while held"));
        accept(root.finish());
        send();
        stored("CREATE root");
        send();
        accept(leaf.lateMetric("while created"));
        assertThat(send()).isEmpty();
        stored("CREATE leaf");
        assertThat(send()).containsExactly("METRIC while held", "METRIC while created");
        accept(leaf.lateMetric("after"));
        assertThat(send()).containsExactly("METRIC after");
        stored("METRIC while held");
        stored("METRIC while created");
        rejected("METRIC after");
        assertSettled(4, 1);
    }

    @Test
    void accept_takesALateMetricThatOvertookItsSpan() {
        SampleSpan root = SampleSpan.root("root");
        Item.Finished finished = root.finish();
        accept(root.lateMetric("fast"));
        assertThat(send()).isEmpty();
        accept(finished);
        assertThat(send()).containsExactly("CREATE root");
        stored("CREATE root");
        assertThat(send()).containsExactly("METRIC fast");
        stored("METRIC fast");
        assertSettled(2, 0);
    }

    @Test
    void accept_sendsTheMetricsOfAnOpenedSpanWhoseRecordWasLost() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.child("leaf").finish());
        pass(HOLD);
        send();
        stored("OPEN root");
        send();
        stored("CREATE leaf");
        root.end();
        accept(root.lateMetric("late"));
        assertThat(send()).isEmpty();
        accept(new Item.Lost(root));
        assertThat(send()).containsExactly("METRIC late");
        stored("METRIC late");
        assertSettled(2, 0);
    }

    @Test
    void stored_sendsTheMetricsOfASpanWhoseRecordWasLostWhileItWasBeingOpened() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.child("leaf").finish());
        pass(HOLD);
        send();
        root.end();
        accept(root.lateMetric("late"));
        accept(new Item.Lost(root));
        stored("OPEN root");
        assertThat(send()).containsExactlyInAnyOrder("METRIC late", "CREATE leaf");
    }

    @Test
    void advance_waitsForTheRecordOfASpanThatHasJustEnded() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.child("leaf").finish());
        Item.Finished onItsWay = root.finish();
        pass(HOLD);
        assertThat(send()).isEmpty();
        accept(onItsWay);
        assertThat(send()).containsExactly("CREATE root");
    }

    @Test
    void advance_doesNotHoldAnAwaitedRecordASecondTime() {
        SampleSpan root = SampleSpan.root("root");
        SampleSpan middle = root.child("middle");
        accept(middle.child("leaf").finish());
        Item.Finished onItsWay = middle.finish();
        pass(HOLD);
        assertThat(send()).isEmpty();
        accept(onItsWay);
        assertThat(send()).containsExactly("OPEN root");
    }

    @Test
    void advance_givesUpWhatIsBelowARecordThatNeverComes() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.child("leaf").finish());
        accept(root.lateMetric("late"));
        root.end();
        pass(HOLD);
        pass(ShippingPlan.RECORD_GRACE.toNanos() - 1);
        assertThat(this.plan.unsettled()).isEqualTo(2);
        assertThat(this.plan.nextDueNanos(this.now)).isEqualTo(1);
        pass(1);
        assertThat(this.ledger.dropped(Drop.PARENT_DROPPED)).isEqualTo(2);
        assertSettled(0, 2);
    }

    @Test
    void accept_countsASecondRecordOfTheSameSpanAsADefect() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.finish());
        accept(root.finish());
        assertThat(send()).containsExactly("CREATE root");
        stored("CREATE root");
        accept(root.finish());
        assertThat(send()).isEmpty();
        assertThat(this.ledger.dropped(Drop.FAILED)).isEqualTo(2);
        assertSettled(1, 2);
        accept(root.child("late").finish());
        assertThat(send()).containsExactly("CREATE late");
    }

    @Test
    void flush_opensWhateverIsHeld() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.child("leaf").finish());
        int epoch = this.plan.flush(this.now);
        assertThat(this.plan.isSettled(epoch)).isFalse();
        assertThat(send()).containsExactly("OPEN root");
        stored("OPEN root");
        send();
        stored("CREATE leaf");
        assertThat(this.plan.isSettled(epoch)).isTrue();
        assertThat(this.plan.nextDueNanos(this.now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void flush_isSettledAlthoughNewSpansNeverCease() {
        accept(SampleSpan.root("old").finish());
        int first = this.plan.flush(this.now);
        accept(SampleSpan.root("new").finish());
        int second = this.plan.flush(this.now);
        accept(SampleSpan.root("newest").finish());
        send();
        stored("CREATE newest");
        assertThat(this.plan.isSettled(first)).isFalse();
        stored("CREATE old");
        assertThat(this.plan.isSettled(first)).isTrue();
        assertThat(this.plan.isSettled(second)).isFalse();
        rejected("CREATE new");
        assertThat(this.plan.isSettled(second)).isTrue();
    }

    @Test
    void flush_isSettledAtOnceWhenThereIsNothing() {
        assertThat(this.plan.isSettled(this.plan.flush(this.now))).isTrue();
    }

    @Test
    void failed_comesBackWhenItIsDue() {
        accept(SampleSpan.root("root").finish());
        send();
        failed("CREATE root", 300);
        assertThat(this.plan.nextDueNanos(this.now)).isEqualTo(300);
        pass(299);
        assertThat(send()).isEmpty();
        pass(1);
        assertThat(send()).containsExactly("CREATE root");
    }

    @Test
    void stopRetrying_triesEverythingOnceMore() {
        accept(SampleSpan.root("waiting").finish());
        accept(SampleSpan.root("under way").finish());
        send();
        failed("CREATE waiting", 1_000_000);
        this.plan.stopRetrying();
        assertThat(send()).containsExactly("CREATE waiting");
        failed("CREATE waiting", 1_000_000);
        failed("CREATE under way", 1_000_000);
        assertThat(this.plan.hasNothingToSend()).isTrue();
        assertThat(this.ledger.dropped(Drop.SHUTDOWN)).isEqualTo(2);
        assertSettled(0, 2);
    }

    @Test
    void abandonAll_settlesEverythingOnce() {
        SampleSpan root = SampleSpan.root("root").metric("hits");
        accept(root.child("leaf").finish());
        accept(root.finish());
        accept(root.lateMetric("late"));
        send();
        assertThat(this.plan.abandonAll(Drop.SHUTDOWN, 0)).isEqualTo(4);
        assertThat(this.plan.abandonAll(Drop.SHUTDOWN, 0)).isZero();
        assertThat(this.released.get()).isEqualTo(this.accepted);
        assertThat(this.ledger.pending()).isZero();
    }

    @Test
    void restart_completesWhatAnEarlierPlanHadOpened() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.child("leaf").finish());
        pass(HOLD);
        send();
        stored("OPEN root");
        restart();
        accept(root.child("late").finish());
        accept(root.finish());
        assertThat(send()).containsExactly("CREATE late", "COMPLETE root");
    }

    @Test
    void restart_opensAgainWhatAnEarlierPlanMayHaveOpened() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.child("leaf").finish());
        pass(HOLD);
        assertThat(send()).containsExactly("OPEN root");
        restart();
        accept(root.finish());
        assertThat(send()).containsExactly("OPEN root");
        stored("OPEN root");
        assertThat(send()).containsExactly("COMPLETE root");
        stored("COMPLETE root");
        assertThat(this.ledger.pending()).isZero();
    }

    @Test
    void restart_dropsWhatIsBelowASpanThatWasGivenUp() {
        SampleSpan root = SampleSpan.root("root");
        SampleSpan late = root.child("late");
        accept(root.finish());
        send();
        restart();
        accept(late.finish());
        assertThat(send()).isEmpty();
        assertThat(this.ledger.dropped(Drop.PARENT_DROPPED)).isEqualTo(1);
        assertThat(this.ledger.pending()).isZero();
    }

    @Test
    void restart_startsAfreshWithASpanThatOnlyWaited() {
        SampleSpan root = SampleSpan.root("root");
        SampleSpan middle = root.child("middle");
        accept(middle.child("leaf").finish());
        pass(HOLD);
        send();
        restart();
        accept(middle.child("late").finish());
        pass(HOLD);
        assertThat(send()).containsExactly("OPEN root");
        stored("OPEN root");
        assertThat(send()).containsExactly("OPEN middle");
        stored("OPEN middle");
        assertThat(send()).containsExactly("CREATE late");
    }

    private void restart() {
        this.plan.abandonAll(Drop.SHUTDOWN, 0);
        this.sent.clear();
        this.plan = newPlan();
    }

    @Test
    void advance_opensATraceOfAnyDepth() {
        int depth = 100_000;
        SampleSpan span = SampleSpan.root("root");
        for (int i = 0; i < depth; i++) {
            span = span.child("level");
        }
        accept(span.finish());
        pass(HOLD);
        for (int i = 0; i < depth; i++) {
            assertThat(send()).hasSize(1);
            stored((i == 0) ? "OPEN root" : "OPEN level");
        }
        assertThat(send()).containsExactly("CREATE level");
        stored("CREATE level");
        assertSettled(1, 0);
    }

    @Test
    void rejected_dropsATraceOfAnyDepth() {
        int depth = 100_000;
        List<SampleSpan> spans = new ArrayList<>(List.of(SampleSpan.root("root")));
        for (int i = 0; i < depth; i++) {
            spans.add(spans.get(i).child("level"));
        }
        for (int i = depth; i >= 0; i--) {
            accept(spans.get(i).finish());
        }
        send();
        rejected("CREATE root");
        assertSettled(0, depth + 1);
    }

    @Test
    void accept_remembersNothingOfWhatHasBeenSettled() {
        for (int i = 0; i < 1_000; i++) {
            SampleSpan root = SampleSpan.root("root");
            accept(root.child("leaf").finish());
            accept(root.finish());
            send();
            stored("CREATE root");
            send();
            stored("CREATE leaf");
        }
        assertSettled(2_000, 0);
        assertThat(this.plan.nextDueNanos(this.now)).isEqualTo(Long.MAX_VALUE);
    }

    private void refusedForItsPayload(String what) {
        this.plan.rejected(taken(what), true);
    }

    @Test
    void payload_isLeftOutOnceBeforeASpanIsGivenUp() {
        SampleSpan root = SampleSpan.root("root").input("\"poison\"");
        accept(root.child("leaf").finish());
        accept(root.finish());
        assertThat(send()).containsExactly("CREATE root");
        refusedForItsPayload("CREATE root");
        assertThat(send()).containsExactly("CREATE root");
        ExportRequest.Create again = (ExportRequest.Create) this.sent.get(0).request();
        assertThat(again.span().input().text()).startsWith("<refused: 8 bytes, SHA-256 ");
        refusedForItsPayload("CREATE root");
        assertThat(this.ledger.deadLettered()).isEqualTo(1);
        assertThat(this.ledger.dropped(Drop.PARENT_DROPPED)).isEqualTo(1);
        assertSettled(0, 2);
    }

    @Test
    void payload_thatWasRefusedAtTheOpeningIsLeftOutOfTheCompletion() {
        SampleSpan root = SampleSpan.root("root").input("\"poison\"");
        accept(root.child("leaf").finish());
        pass(HOLD);
        assertThat(send()).containsExactly("OPEN root");
        refusedForItsPayload("OPEN root");
        assertThat(send()).containsExactly("OPEN root");
        stored("OPEN root");
        accept(root.finish());
        assertThat(send()).contains("COMPLETE root");
        ExportRequest.Complete complete = (ExportRequest.Complete) taken("COMPLETE root").request();
        assertThat(complete.span().input().text()).startsWith("<refused: ");
    }

    @Test
    void spanWithoutPayload_isGivenUpAtOnce() {
        accept(SampleSpan.root("root").finish());
        send();
        rejected("CREATE root");
        assertThat(this.ledger.deadLettered()).isEqualTo(1);
        assertSettled(0, 1);
    }

    @Test
    void parentWithoutRoom_isNotWaitedFor() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.child("leaf").finish());
        root.end();
        root.dropRecord();
        pass(HOLD);
        assertThat(send()).isEmpty();
        assertThat(this.ledger.dropped(Drop.PARENT_DROPPED)).isEqualTo(1);
        assertSettled(0, 1);
    }

    @Test
    void oldAge_endsTheWaiting() {
        SampleSpan root = SampleSpan.root("root");
        accept(root.finish());
        accept(root.child("leaf").finish());
        send();
        failed("CREATE root", 1);
        pass(ShippingPlan.MAX_AGE.toNanos());
        assertThat(send()).containsExactly("CREATE root");
        failed("CREATE root", 1);
        pass(1);
        assertThat(send()).isEmpty();
        assertThat(this.plan.takeExpired()).isEqualTo(1);
        assertThat(this.ledger.dropped(Drop.TTL)).isEqualTo(1);
        assertThat(this.ledger.dropped(Drop.PARENT_DROPPED)).isEqualTo(1);
        assertSettled(0, 2);
    }

}
