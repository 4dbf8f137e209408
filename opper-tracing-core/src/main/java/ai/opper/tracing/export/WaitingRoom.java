// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Spans that wait, all for the same time, so that they become due in the order in which
 * they came. Forgets a span as soon as it waits no longer. Only for the shipping thread.
 */
final class WaitingRoom {

    private final long nanos;

    private final Map<Delivery, Long> dueNanos = new LinkedHashMap<>();

    WaitingRoom(long nanos) {
        this.nanos = nanos;
    }

    void add(Delivery delivery, long nowNanos) {
        this.dueNanos.putIfAbsent(delivery, nowNanos + this.nanos);
    }

    /**
     * Nobody waits most of the time, and an object's hash costs more than to see that.
     */
    boolean remove(Delivery delivery) {
        return !this.dueNanos.isEmpty() && this.dueNanos.remove(delivery) != null;
    }

    /** The next one that is due, which waits no longer. */
    @Nullable Delivery pollDue(long nowNanos) {
        Iterator<Map.Entry<Delivery, Long>> entries = this.dueNanos.entrySet().iterator();
        if (!entries.hasNext()) {
            return null;
        }
        Map.Entry<Delivery, Long> first = entries.next();
        if (first.getValue() - nowNanos > 0) {
            return null;
        }
        entries.remove();
        return first.getKey();
    }

    /** How long until the next one is due; {@link Long#MAX_VALUE} when nothing waits. */
    long untilNextDue(long nowNanos) {
        if (this.dueNanos.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, this.dueNanos.values().iterator().next() - nowNanos);
    }

    List<Delivery> takeAll() {
        List<Delivery> all = new ArrayList<>(this.dueNanos.keySet());
        this.dueNanos.clear();
        return all;
    }

    int size() {
        return this.dueNanos.size();
    }

}
