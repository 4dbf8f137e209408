// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.spool.Spool;
import ai.opper.tracing.spool.SpoolEntry;
import ai.opper.tracing.spool.SpoolEntry.Opening;
import ai.opper.tracing.spool.SpoolReceipt;

/**
 * Sees to it that the spool has whatever is in memory and has no fate. Without a spool it
 * does nothing. Only for the shipping thread.
 */
final class Safekeeping {

    /** As many as an exporter remembers. */
    static final int MAX_IDS = 8_192;

    private final @Nullable Spool spool;

    /** Finished spans that the spool has or gets, oldest first. */
    private final Set<Delivery> kept = new LinkedHashSet<>();

    /** Running spans that were opened. */
    private final Set<Delivery> noted = new LinkedHashSet<>();

    /** The ids that the destination made, oldest first. */
    private final Map<UUID, SpoolReceipt> ids = new LinkedHashMap<>();

    Safekeeping(@Nullable Spool spool) {
        this.spool = spool;
    }

    /** Whether what has no fate at the end is not lost. */
    boolean outlivesTheProcess() {
        return this.spool != null;
    }

    /** Keeps a finished span; the note that it was opened goes in the same moment. */
    void keep(Delivery delivery, SpanRecord span) {
        if (this.spool != null) {
            delivery.keptOpening = opening(delivery);
            boolean parentHere = delivery.parent() != null;
            delivery.receipt = this.spool.store(new SpoolEntry.Finished(span, delivery.keptOpening, parentHere),
                    delivery.note);
            delivery.note = null;
            this.noted.remove(delivery);
            this.kept.add(delivery);
        }
    }

    private static Opening opening(Delivery delivery) {
        return switch (delivery.state) {
            case OPENED -> Opening.SURELY;
            case CREATING -> Opening.PERHAPS;
            default -> (delivery.mayBeOpen || delivery.openRequested || delivery.noteExpected) ? Opening.PERHAPS
                    : Opening.NEVER;
        };
    }

    /** Keeps a metric that came after its span. */
    @Nullable SpoolReceipt keep(SpanNode node, MetricRecord metric) {
        return (this.spool != null) ? this.spool.store(new SpoolEntry.LateMetric(node.id(), node.traceId(), metric))
                : null;
    }

    /** A span that came from the spool is in memory again, or only its metrics are. */
    void keepAgain(Delivery delivery, SpoolReceipt receipt, Opening opening, boolean onlyMetrics) {
        delivery.receipt = receipt;
        delivery.keptOpening = opening;
        if (!onlyMetrics) {
            this.kept.add(delivery);
        }
    }

    /**
     * Notes that a running span is about to be opened, so that it can be completed if
     * this process dies.
     * @return whether the note was not there yet, so that opening has to wait for it
     */
    boolean noteOpening(Delivery delivery) {
        boolean noted = delivery.note != null || delivery.noteExpected;
        if (this.spool == null || delivery.finished != null || noted) {
            return false;
        }
        noteAgain(delivery, this.spool.store(new SpoolEntry.Opened(delivery.node.snapshot())));
        return true;
    }

    void noteAgain(Delivery delivery, SpoolReceipt note) {
        delivery.note = note;
        this.noted.add(delivery);
    }

    /** Spans that run and that something in the spool is about, or hangs under. */
    Set<Delivery> running() {
        Set<Delivery> running = new LinkedHashSet<>(this.noted);
        for (Delivery each : this.kept) {
            Delivery parent = each.parent();
            if (parent != null && parent.isAwaited()) {
                running.add(parent);
            }
        }
        return running;
    }

    /** The running span that was opened will not be completed, or was never opened. */
    void forgetNote(Delivery delivery) {
        settled(delivery.note, 0);
        delivery.note = null;
        this.noted.remove(delivery);
    }

    /** A finished span has met its fate. */
    void settled(Delivery delivery) {
        this.kept.remove(delivery);
        settled(delivery.receipt, 0);
    }

    /** A part of an entry has met its fate. */
    void settled(@Nullable SpoolReceipt receipt, int part) {
        if (this.spool != null && receipt != null) {
            this.spool.acknowledge(receipt, part);
        }
    }

    /** The oldest finished span that only the spool needs to have. */
    @Nullable Delivery oldestReleasable() {
        for (Delivery each : this.kept) {
            if (isReleasable(each)) {
                return each;
            }
        }
        return null;
    }

    /** What was learnt since it was written must not be forgotten. */
    private boolean isReleasable(Delivery delivery) {
        boolean learnt = delivery.state == Delivery.State.OPENED && delivery.keptOpening != Opening.SURELY;
        return delivery.requestsUnderWay == 0 && !learnt && isStored(delivery.receipt);
    }

    boolean isStored(@Nullable SpoolReceipt receipt) {
        return this.spool != null && receipt != null && receipt.isStored();
    }

    /** From now on only the spool has a finished span. */
    void release(Delivery delivery) {
        this.kept.remove(delivery);
        release(delivery.receipt);
    }

    void release(@Nullable SpoolReceipt receipt) {
        if (this.spool != null && receipt != null) {
            this.spool.release(receipt);
        }
    }

    /** Keeps the id that the destination gave to a span. */
    void keepId(UUID spanId, String destinationId) {
        if (this.spool != null && !this.ids.containsKey(spanId)) {
            keepIdAgain(spanId, this.spool.store(new SpoolEntry.ServerId(spanId, destinationId)));
        }
    }

    void keepIdAgain(UUID spanId, SpoolReceipt receipt) {
        SpoolReceipt before = this.ids.put(spanId, receipt);
        if (before != null) {
            settled(before, 0);
        }
        if (this.ids.size() > MAX_IDS) {
            Iterator<SpoolReceipt> oldest = this.ids.values().iterator();
            settled(oldest.next(), 0);
            oldest.remove();
        }
    }

}
