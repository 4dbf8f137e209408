// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Lets at most so many requests pass in any second. Any thread. */
final class StubLimit {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;

    private final Deque<Long> passed = new ArrayDeque<>();

    StubLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    synchronized boolean admits(long nanos) {
        while (!this.passed.isEmpty() && nanos - this.passed.getFirst() >= SECOND) {
            this.passed.removeFirst();
        }
        boolean admitted = this.passed.size() < this.perSecond;
        if (admitted) {
            this.passed.addLast(nanos);
        }
        return admitted;
    }

}
