// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Lets at most so many requests pass in any second. Its owner guards it. */
final class RateLimit {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;

    private final Deque<Long> passed = new ArrayDeque<>();

    RateLimit(int perSecond) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("A rate limit of " + perSecond
                    + " requests per second lets nothing pass; script a status or a black hole instead.");
        }
        this.perSecond = perSecond;
    }

    boolean admits(long nanoTime) {
        while (!this.passed.isEmpty() && nanoTime - this.passed.getFirst() >= SECOND) {
            this.passed.removeFirst();
        }
        if (this.passed.size() >= this.perSecond) {
            return false;
        }
        this.passed.addLast(nanoTime);
        return true;
    }

}
