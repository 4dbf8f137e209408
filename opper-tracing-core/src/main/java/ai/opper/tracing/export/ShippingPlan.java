// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.buffer.Item;
import ai.opper.tracing.buffer.SpanBuffer;
import ai.opper.tracing.export.Delivery.PendingMetric;
import ai.opper.tracing.export.Delivery.State;
import ai.opper.tracing.span.Drop;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.spool.SpoolReceipt;

/**
 * Decides what is sent when. Knows no thread, no clock and no network: it is told what
 * has happened and what time it is, and gives out the tasks that are due.
 *
 * <p>
 * The rules: a child is not sent before its parent exists at the destination. A finished
 * span is sent at once when its parent exists, and otherwise waits for it; after the hold
 * its running ancestors are opened for its sake. A span that was opened is completed, a
 * span that was not is created, and neither happens twice. Metrics follow their span.
 */
final class ShippingPlan {

    /**
     * How long to wait for the record of a span that is known to have ended. It comes
     * within microseconds, or never when it was dropped between a stop and a start.
     */
    static final Duration RECORD_GRACE = Duration.ofSeconds(10);

    /** How long a span is kept that cannot be sent. */
    static final Duration MAX_AGE = Duration.ofHours(24);

    /** How long it may take until the spool has noted that a span is opened. */
    static final long NOTE_NANOS = Duration.ofMillis(10).toNanos();

    private static final BitSet NO_PARTS = new BitSet();

    private static final Fate PARENT_DROPPED = Fate.dropped(Drop.PARENT_DROPPED);

    private static final Fate MEMORY_FULL = Fate.dropped(Drop.MEMORY_FULL);

    private final Account account;

    private final Lanes lanes;

    /** Finished spans whose parents may still end in time. */
    private final WaitingRoom held;

    /** Spans that have ended, are needed, and whose records have not come. */
    private final WaitingRoom missing = new WaitingRoom(RECORD_GRACE.toNanos());

    private final Safekeeping keeping;

    private final Relatives relatives = new Relatives();

    private final Openings openings = new Openings();

    private final Leaving leaving;

    private final Homecoming homecoming;

    private boolean lastAttempt;

    private int expired;

    ShippingPlan(long holdNanos, Ledger ledger, LongConsumer release, Safekeeping keeping, long nowNanos) {
        this.keeping = keeping;
        this.lanes = new Lanes(nowNanos);
        this.held = new WaitingRoom(holdNanos);
        this.account = new Account(ledger, release);
        this.leaving = new Leaving(this, this.account, keeping, this.relatives);
        this.homecoming = new Homecoming(this, this.account, keeping, this.relatives);
    }

    /** How spans are left to the spool alone. */
    Leaving leaving() {
        return this.leaving;
    }

    /** Who waits for a span to be at the destination. */
    Openings openings() {
        return this.openings;
    }

    /** How they come back. */
    Homecoming homecoming() {
        return this.homecoming;
    }

    /** Takes an item over. */
    void accept(Item item, long nowNanos) {
        Delivery delivery = Delivery.of(item.node(), this);
        if (item instanceof Item.Finished finished) {
            acceptFinished(delivery, finished, nowNanos);
        }
        else if (item instanceof Item.LateMetric late) {
            int epoch = this.account.takeOver(1, late.bytes(), nowNanos);
            SpoolReceipt receipt = this.keeping.keep(late.node(), late.metric());
            attach(delivery, new PendingMetric(late.metric(), late.bytes(), epoch, nowNanos, receipt, 0), nowNanos);
        }
        else if (item instanceof Item.Announced) {
            announce(delivery, nowNanos);
        }
        else if (item instanceof Item.Needed needed) {
            this.openings.add(delivery, needed.stored());
            open(delivery, nowNanos);
        }
        else {
            this.missing.remove(delivery);
            recordLost(delivery, MEMORY_FULL);
        }
    }

    /** Another service will ask for the span, which may end within the hold. */
    private void announce(Delivery delivery, long nowNanos) {
        if (delivery.state == State.UNSENT && !delivery.openRequested && !delivery.node.isEnded()) {
            delivery.announced = true;
            this.held.add(delivery, nowNanos);
        }
    }

    void acceptFinished(Delivery delivery, Item.Finished item, long nowNanos) {
        int epoch = this.account.takeOver(1 + item.span().metrics().size(), item.bytes(), nowNanos);
        Fate refusal = delivery.refusal();
        if (refusal != null) {
            this.account.settle(epoch, item.bytes(), refusal);
            item.span().metrics().forEach((metric) -> this.account.settle(epoch, 0, refusal));
            return;
        }
        this.keeping.keep(delivery, item.span());
        delivery.finished = item.span();
        delivery.bytes = item.bytes();
        delivery.epoch = epoch;
        delivery.sinceNanos = nowNanos;
        addMetrics(delivery, item.span(), NO_PARTS, nowNanos);
        route(delivery, nowNanos);
    }

    static void addMetrics(Delivery delivery, SpanRecord span, BitSet settledParts, long sinceNanos) {
        for (int i = 0; i < span.metrics().size(); i++) {
            if (!settledParts.get(1 + i)) {
                delivery.addMetric(new PendingMetric(span.metrics().get(i), 0, delivery.epoch, sinceNanos,
                        delivery.receipt, 1 + i));
            }
        }
    }

    /**
     * Spans that run on when this plan has ended, and that something in the spool is
     * about or hangs under.
     */
    List<SpanNode> running() {
        Set<Delivery> running = this.keeping.running();
        running.addAll(this.relatives.awaited());
        return running.stream().map((each) -> each.node).toList();
    }

    /** Names the spans that were {@linkplain #running running} before this plan. */
    void expect(List<SpanNode> running) {
        for (SpanNode node : running) {
            this.relatives.add(Delivery.of(node, this));
        }
    }

    /** The span needs nobody's attention any more. */
    void forget(Delivery delivery) {
        this.keeping.forgetNote(delivery);
        if (!delivery.noteExpected) {
            this.relatives.remove(delivery);
        }
    }

    /** Takes a finished span on its way. */
    void route(Delivery delivery, long nowNanos) {
        boolean needed = this.missing.remove(delivery);
        if (delivery.state == State.OPENED) {
            this.lanes.add(Task.complete(delivery));
        }
        else if (delivery.state == State.UNSENT && isBelowSpooled(delivery)) {
            this.leaving.follow(delivery, null, nowNanos);
        }
        else if (delivery.state == State.UNSENT && !delivery.openRequested) {
            follow(delivery, delivery.parent());
            if (needed) {
                openUpwards(delivery.parent(), nowNanos);
            }
            else if (delivery.state == State.UNSENT) {
                this.held.add(delivery, nowNanos);
            }
        }
    }

    private static boolean isBelowSpooled(Delivery delivery) {
        Delivery parent = delivery.parent();
        return parent != null && parent.state == State.SPOOLED;
    }

    /** Sends a span when its parent exists; otherwise it waits for its parent. */
    private void follow(Delivery delivery, @Nullable Delivery parent) {
        if (parent == null || parent.exists()) {
            create(delivery);
        }
        else if (parent.state == State.LOST) {
            lose(delivery, PARENT_DROPPED);
        }
        else {
            parent.addWaiting(delivery);
        }
    }

    void create(Delivery delivery) {
        stopHolding(delivery);
        delivery.state = State.CREATING;
        boolean whole = delivery.finished != null && !delivery.mayBeOpen;
        this.lanes.add(whole ? Task.create(delivery) : Task.open(delivery));
    }

    /** The span waits for its parent no longer. */
    void stopHolding(Delivery delivery) {
        this.held.remove(delivery);
    }

    /** Takes a metric on its way, which its span decides. */
    void attach(Delivery delivery, PendingMetric metric, long nowNanos) {
        switch (delivery.state) {
            case STORED -> this.lanes.add(Task.metric(delivery, metric));
            case LOST -> settle(metric, (delivery.lostFor != null) ? delivery.lostFor : PARENT_DROPPED);
            case SPOOLED -> this.leaving.follow(delivery, metric, nowNanos);
            case UNSENT, CREATING, OPENED -> {
                delivery.addMetric(metric);
                if (delivery.isAwaited() && delivery.node.isEnded()) {
                    expectRecord(delivery, nowNanos);
                }
            }
        }
    }

    /** The record of a span that has ended comes at once, late or never. */
    private void expectRecord(Delivery delivery, long nowNanos) {
        if (delivery.node.isRecordDropped()) {
            recordLost(delivery, MEMORY_FULL);
        }
        else {
            this.missing.add(delivery, nowNanos);
        }
    }

    /** Brings everything up that has become due. */
    void advance(long nowNanos) {
        this.leaving.advance(nowNanos);
        for (Delivery due = this.held.pollDue(nowNanos); due != null; due = this.held.pollDue(nowNanos)) {
            open(due, nowNanos);
        }
        for (Delivery due = this.missing.pollDue(nowNanos); due != null; due = this.missing.pollDue(nowNanos)) {
            recordLost(due, PARENT_DROPPED);
        }
        this.lanes.advance(nowNanos);
    }

    /** Opens what is needed or has waited long enough, or what it waits for. */
    private void open(Delivery delivery, long nowNanos) {
        openUpwards((delivery.finished == null) ? delivery : delivery.parent(), nowNanos);
    }

    /** Has whatever stands between a span and the destination opened, lowest first. */
    private void openUpwards(@Nullable Delivery lowest, long nowNanos) {
        Delivery parent = lowest;
        while (parent != null && parent.state == State.UNSENT) {
            Delivery above = parent.parent();
            if (parent.finished == null && !parent.openRequested) {
                if (parent.node.isEnded()) {
                    expectRecord(parent, nowNanos);
                    return;
                }
                parent.openRequested = true;
                parent.sinceNanos = nowNanos;
                follow(parent, above);
            }
            parent = above;
        }
    }

    /** The next request to send, if one is due; an old one only if that may be. */
    @Nullable Task next(boolean mayBeOld, long nowNanos) {
        for (Task task = this.lanes.next(mayBeOld); task != null; task = this.lanes.next(mayBeOld)) {
            if (!task.isNeeded()) {
                this.lanes.returned(task);
                continue;
            }
            if (task.kind == Task.Kind.OPEN && this.keeping.noteOpening(task.delivery)) {
                this.lanes.returned(task);
                this.lanes.add(task, nowNanos + NOTE_NANOS);
                continue;
            }
            task.delivery.requestsUnderWay++;
            if (nowNanos - task.sinceNanos() <= MAX_AGE.toNanos()) {
                return task.asLateAsPossible();
            }
            abandon(task, Drop.TTL);
            this.expired++;
        }
        return null;
    }

    /** How many requests were given up for their age since this was asked last. */
    int takeExpired() {
        int count = this.expired;
        this.expired = 0;
        return count;
    }

    /** When {@link #advance} has something to do next, or {@link Long#MAX_VALUE}. */
    long nextDueNanos(long nowNanos) {
        long due = Math.min(this.held.untilNextDue(nowNanos), this.missing.untilNextDue(nowNanos));
        return Math.min(due, this.lanes.untilNextDue(nowNanos));
    }

    /**
     * Notes that a request was carried out.
     * @param task the request
     * @param destinationId the id that the destination gave to the span, if it did
     */
    void stored(Task task, @Nullable String destinationId) {
        returned(task);
        Delivery delivery = task.delivery;
        if (destinationId != null) {
            this.keeping.keepId(delivery.node.id(), destinationId);
        }
        switch (task.kind) {
            case OPEN -> opened(delivery);
            case CREATE, COMPLETE -> conclude(delivery, Fate.STORED);
            case METRIC -> settle(task.metric, Fate.STORED);
        }
    }

    private void opened(Delivery delivery) {
        delivery.state = State.OPENED;
        if (delivery.finished != null) {
            this.lanes.add(Task.complete(delivery));
        }
        else if (delivery.recordLost) {
            conclude(delivery, Fate.STORED);
        }
        releaseWaiting(delivery);
    }

    /** The span exists at the destination and nothing more will be said about it. */
    void conclude(Delivery delivery, Fate fate) {
        delivery.state = State.STORED;
        forget(delivery);
        if (delivery.finished != null && fate == Fate.STORED) {
            delivery.node.onStored();
        }
        settleSpan(delivery, fate);
        for (PendingMetric metric : delivery.takeMetrics()) {
            this.lanes.add(Task.metric(delivery, metric));
        }
        releaseWaiting(delivery);
    }

    private void releaseWaiting(Delivery delivery) {
        for (Delivery child : delivery.takeWaiting()) {
            if (child.state == State.UNSENT) {
                create(child);
            }
        }
    }

    /**
     * Puts a request off until the record of its span has come, or nobody waits for it.
     */
    void awaitRecord(Task task, long nowNanos) {
        returned(task);
        this.missing.add(task.delivery, nowNanos);
        this.lanes.add(task, nowNanos + NOTE_NANOS);
    }

    private void returned(Task task) {
        this.lanes.returned(task);
        task.delivery.requestsUnderWay--;
    }

    /** Notes that a request will be made again, or not. */
    void failed(Task task, long retryAtNanos) {
        returned(task);
        if (!this.lastAttempt) {
            this.lanes.add(task, retryAtNanos);
        }
        else if (!this.keeping.outlivesTheProcess() && !triedWithoutParent(task)) {
            giveUp(task, Fate.dropped(Drop.SHUTDOWN));
        }
    }

    /**
     * Notes that a request is refused for good.
     * @param forPayload whether it had payloads, and may be accepted without them
     * @return whether what it was for is given up
     */
    boolean rejected(Task task, boolean forPayload) {
        returned(task);
        if (triedWithoutParent(task) || (forPayload && triedWithoutPayloads(task))) {
            return false;
        }
        giveUp(task, Fate.DEAD_LETTERED);
        return true;
    }

    /** A span whose parent belongs to another service can also do without it. */
    private boolean triedWithoutParent(Task task) {
        boolean possible = task.mayDoWithoutParent();
        if (possible) {
            task.delivery.detached = true;
            this.lanes.add(task);
        }
        return possible;
    }

    /** If leaving the parent out did not help, it was not the parent. */
    private boolean triedWithoutPayloads(Task task) {
        boolean possible = !task.delivery.stubbed;
        if (possible) {
            task.delivery.stubbed = true;
            task.delivery.detached = false;
            this.lanes.add(task);
        }
        return possible;
    }

    /** Gives up what a request was for that {@link #next} gave out. */
    void abandon(Task task, Drop reason) {
        returned(task);
        giveUp(task, Fate.dropped(reason));
    }

    private void giveUp(Task task, Fate fate) {
        switch (task.kind) {
            case METRIC -> settle(task.metric, fate);
            case COMPLETE -> conclude(task.delivery, fate);
            case OPEN, CREATE -> lose(task.delivery, fate);
        }
    }

    /** The record of a span that has ended will never come. */
    private void recordLost(Delivery delivery, Fate fate) {
        if (!delivery.isAwaited()) {
            return;
        }
        delivery.recordLost = true;
        if (delivery.state == State.UNSENT) {
            lose(delivery, fate);
        }
        else if (delivery.state == State.OPENED) {
            conclude(delivery, Fate.STORED);
        }
    }

    /** Gives a span up, and with it whatever needs it. */
    private void lose(Delivery delivery, Fate fate) {
        Deque<Delivery> doomed = new ArrayDeque<>();
        loseAlone(delivery, fate, doomed);
        while (!doomed.isEmpty()) {
            Delivery child = doomed.remove();
            if (child.state == State.UNSENT) {
                loseAlone(child, PARENT_DROPPED, doomed);
            }
        }
    }

    private void loseAlone(Delivery delivery, Fate fate, Deque<Delivery> doomed) {
        this.held.remove(delivery);
        this.missing.remove(delivery);
        forget(delivery);
        delivery.lost(fate);
        settleSpan(delivery, fate);
        delivery.takeMetrics().forEach((metric) -> settle(metric, fate));
        doomed.addAll(delivery.takeWaiting());
    }

    private void settleSpan(Delivery delivery, Fate fate) {
        if (delivery.finished != null) {
            delivery.finished = null;
            this.account.settle(delivery.epoch, delivery.bytes, fate);
            this.keeping.settled(delivery);
        }
    }

    private void settle(@Nullable PendingMetric metric, Fate fate) {
        if (metric != null) {
            this.account.settle(metric.epoch(), metric.bytes(), fate);
            this.keeping.settled(metric.receipt(), metric.part());
        }
    }

    /**
     * Lets nothing wait for its parent to end any more.
     * @return the epoch that is settled when {@link #isSettled} says so
     */
    int flush(long nowNanos) {
        this.held.takeAll().forEach((each) -> open(each, nowNanos));
        return this.account.endEpoch();
    }

    boolean isSettled(int flushedEpoch) {
        return this.account.isSettled(flushedEpoch);
    }

    /**
     * Whether nothing is due now or later. Spans may still wait for parents that never
     * come.
     */
    boolean hasNothingToSend() {
        return this.lanes.isEmpty();
    }

    /** From now on a request that fails is not made again. */
    void stopRetrying() {
        this.lastAttempt = true;
        this.lanes.endPauses();
    }

    /**
     * Gives everything up that has no fate.
     * @param reason why
     * @param kept how many items the spool keeps for later
     * @return how many items were given up
     */
    int abandonAll(Drop reason, int kept) {
        return this.account.settleAll(Fate.dropped(reason), kept);
    }

    /** How many items have no fate. */
    int unsettled() {
        return this.account.unsettled();
    }

    /** How many spans wait for time to pass. */
    int waiting() {
        return this.held.size() + this.missing.size();
    }

    Lanes lanes() {
        return this.lanes;
    }

    /** When the oldest of what has no fate was taken over; now when there is nothing. */
    long oldestNanos(long nowNanos) {
        return this.account.oldestNanos(nowNanos);
    }

}
