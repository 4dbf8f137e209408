// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts things by kind, cheaply and from many threads. */
final class Tally<K extends Enum<K>> {

    private final Map<K, LongAdder> counts = new ConcurrentHashMap<>();

    void add(K kind, long amount) {
        this.counts.computeIfAbsent(kind, (key) -> new LongAdder()).add(amount);
    }

    long get(K kind) {
        LongAdder count = this.counts.get(kind);
        return (count != null) ? count.sum() : 0;
    }

    long sum() {
        return this.counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

}
