// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** Counts things by kind, cheaply and from many threads. */
final class Tally<K extends Enum<K>> {

    private final LongAdder[] counts;

    Tally(Class<K> kinds) {
        this.counts = new LongAdder[kinds.getEnumConstants().length];
        Arrays.setAll(this.counts, (index) -> new LongAdder());
    }

    void add(K kind, long amount) {
        this.counts[kind.ordinal()].add(amount);
    }

    long get(K kind) {
        return this.counts[kind.ordinal()].sum();
    }

    long sum() {
        return Arrays.stream(this.counts).mapToLong(LongAdder::sum).sum();
    }

}
